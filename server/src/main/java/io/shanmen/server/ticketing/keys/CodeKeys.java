package io.shanmen.server.ticketing.keys;

import io.shanmen.kernel.ticketcode.Cryptography;
import io.shanmen.kernel.ticketcode.IssuingKey;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyRing;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.kernel.ticketcode.TicketCodeReader;
import io.shanmen.kernel.ticketcode.TicketCodeWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The park's keys of ticket codes. The first is made at the first start; a new epoch may follow at
 * any time, and codes of the former stay good until that key ends or is revoked.
 */
@Component
public class CodeKeys implements SmartInitializingSingleton {

  /** How long a key reads: longer than any ticket sold under it is good. */
  static final Duration KEY_LIFE = Duration.ofDays(20 * 365L);

  /** A key is good a little before it is made, for gates whose clocks are behind. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  private static final int SECRET_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final CodeKeyStore store;
  private final Cryptography cryptography;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private volatile @Nullable Loaded loaded;

  private record Loaded(List<IssuingKey> keys, TicketCodeReader reader, TicketCodeWriter writer) {}

  CodeKeys(
      CodeKeyStore store,
      Cryptography cryptography,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.cryptography = cryptography;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Before anybody asks: makes the first keys where there are none, and keeps them in memory. */
  @Override
  public void afterSingletonsInstantiated() {
    transaction.executeWithoutResult(
        status -> {
          store.lock();
          if (store.all().isEmpty()) {
            store.insert(freshKey(new KeyId(random.nextInt(KeyId.PARK_LIMIT + 1), 1, 1)));
          }
        });
    reload();
  }

  private void reload() {
    List<IssuingKey> keys = store.all();
    Instant now = clock.instant();
    IssuingKey writing =
        keys.stream()
            .filter(key -> key.record().state() == KeyState.ACTIVE)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no key writes codes at " + now));
    loaded =
        new Loaded(
            keys,
            new TicketCodeReader(
                cryptography, new KeyRing(keys.stream().map(IssuingKey::reading).toList())),
            new TicketCodeWriter(cryptography, writing));
  }

  private Loaded loaded() {
    Loaded present = loaded;
    if (present == null) {
      throw new IllegalStateException("the keys of ticket codes are not loaded yet");
    }
    return present;
  }

  public List<ReadingKey> readingKeys() {
    return loaded().keys().stream().map(IssuingKey::reading).toList();
  }

  public TicketCodeReader reader() {
    return loaded().reader();
  }

  /** Writes under the present key. */
  public TicketCodeWriter writer() {
    return loaded().writer();
  }

  /** Random bytes for one code, never used twice. */
  public byte[] nonce() {
    byte[] nonce = new byte[Suite.NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  /** Makes the next epoch and retires the present one, whose codes stay good. */
  public KeyRecord renew() {
    KeyRecord record =
        transaction.execute(
            status -> {
              store.lock();
              List<IssuingKey> keys = store.all();
              keys.stream()
                  .map(IssuingKey::record)
                  .filter(key -> key.state() == KeyState.ACTIVE)
                  .forEach(key -> store.setState(key.id(), KeyState.RETIRED));
              IssuingKey next = freshKey(nextId(keys));
              store.insert(next);
              return next.record();
            });
    reload();
    return record;
  }

  /**
   * Revokes a retired key: its codes are refused from then on. The present key is renewed first.
   *
   * @return nothing if there is no such key
   */
  public Optional<KeyRecord> revoke(int epoch) {
    Optional<KeyRecord> found =
        readingKeys().stream()
            .map(ReadingKey::record)
            .filter(key -> key.id().epoch() == epoch)
            .findFirst();
    found.ifPresent(
        key -> {
          if (key.state() == KeyState.ACTIVE) {
            renew();
          }
          store.setState(key.id(), KeyState.REVOKED);
          reload();
        });
    return found.map(key -> key.withState(KeyState.REVOKED));
  }

  private static KeyId nextId(List<IssuingKey> oldestFirst) {
    KeyId last = oldestFirst.getLast().record().id();
    int epoch = last.epoch() + 1;
    return new KeyId(last.park(), epoch % (KeyId.NUMBER_LIMIT + 1), epoch);
  }

  private IssuingKey freshKey(KeyId id) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Ed25519PrivateKeyParameters sign = new Ed25519PrivateKeyParameters(random);
    KeyRecord record =
        new KeyRecord(
            id,
            cryptography.suite(),
            now.minus(CLOCK_TOLERANCE),
            now.plus(KEY_LIFE),
            KeyState.ACTIVE);
    ReadingKey reading =
        new ReadingKey(
            record, secret(), KeyMaterial.of(sign.generatePublicKey().getEncoded()), secret());
    return new IssuingKey(reading, KeyMaterial.of(sign.getEncoded()));
  }

  private KeyMaterial secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return KeyMaterial.of(bytes);
  }
}
