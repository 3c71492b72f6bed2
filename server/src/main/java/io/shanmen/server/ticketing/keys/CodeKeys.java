package io.shanmen.server.ticketing.keys;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.kernel.ticketcode.IssuingKey;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyRing;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.LineCodeWriter;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.kernel.ticketcode.Suites;
import io.shanmen.kernel.ticketcode.TicketCodeReader;
import io.shanmen.kernel.ticketcode.TicketCodeWriter;
import io.shanmen.server.vault.MasterKeyAway;
import io.shanmen.server.vault.MasterKind;
import io.shanmen.server.vault.MasterState;
import io.shanmen.server.vault.MasterStateChanged;
import io.shanmen.server.vault.NotThisMasterKey;
import io.shanmen.server.vault.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
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

  private final SecureRandom random = new SecureRandom();
  private final CodeKeyStore store;
  private final Vault vault;
  private final Suites suites;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private volatile @Nullable Loaded loaded;

  /** Exactly one of {@code writer} and {@code stoppedBy} is there. */
  private record Loaded(
      List<ReadingKey> keys,
      TicketCodeReader reader,
      @Nullable TicketCodeWriter writer,
      @Nullable MasterState stoppedBy) {}

  CodeKeys(
      CodeKeyStore store,
      Vault vault,
      Suites suites,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.vault = vault;
    this.suites = suites;
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
            // A token is filled by its ceremony; until then the keystore's key serves.
            MasterKind master =
                vault.state() == MasterState.READY ? vault.kind() : MasterKind.KEYSTORE;
            KeyId first = new KeyId(random.nextInt(KeyId.PARK_LIMIT + 1), 1, 1);
            store.insert(freshKey(first, Suite.INTERNATIONAL), master);
          }
        });
    reload();
  }

  /** The master key went away or came back: what signs is forgotten, or unwrapped anew. */
  @EventListener
  void reloadAfter(MasterStateChanged change) {
    if (loaded != null) {
      reload();
    }
  }

  private synchronized void reload() {
    List<CodeKeyStore.Stored> keys = store.all();
    List<ReadingKey> reading = keys.stream().map(CodeKeyStore.Stored::reading).toList();
    TicketCodeReader reader = new TicketCodeReader(suites, new KeyRing(reading));
    CodeKeyStore.Stored writing =
        keys.stream()
            .filter(key -> key.record().state() == KeyState.ACTIVE)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no key writes codes"));
    loaded =
        switch (vault.state()) {
          case READY -> withWriter(reading, reader, writing);
          case EMPTY, ABSENT, PIN_WRONG, LOCKED, FULL, FAILING ->
              new Loaded(reading, reader, null, vault.state());
        };
  }

  private Loaded withWriter(
      List<ReadingKey> reading, TicketCodeReader reader, CodeKeyStore.Stored writing) {
    try {
      TicketCodeWriter writer =
          new TicketCodeWriter(suites.get(writing.record().suite()), store.issuing(writing));
      return new Loaded(reading, reader, writer, null);
    } catch (MasterKeyAway away) {
      return new Loaded(reading, reader, null, away.state());
    } catch (NotThisMasterKey anotherToken) {
      // A fresh token in a lost one's place: codes are read, and a new epoch makes them again.
      return new Loaded(reading, reader, null, MasterState.ABSENT);
    }
  }

  private Loaded loaded() {
    Loaded present = loaded;
    if (present == null) {
      throw new IllegalStateException("the keys of ticket codes are not loaded yet");
    }
    return present;
  }

  public List<ReadingKey> readingKeys() {
    return loaded().keys();
  }

  public TicketCodeReader reader() {
    return loaded().reader();
  }

  /** Writes under the present key; nothing while its master key is away. */
  public Optional<TicketCodeWriter> writer() {
    return Optional.ofNullable(loaded().writer());
  }

  /** Writes bar codes under the present key, also while its master key is away. */
  public LineCodeWriter lineWriter() {
    ReadingKey present =
        readingKeys().stream()
            .filter(key -> key.record().equals(present()))
            .findFirst()
            .orElseThrow();
    return new LineCodeWriter(suites.get(present.record().suite()), present);
  }

  /** The key that writes. */
  public KeyRecord present() {
    return readingKeys().stream()
        .map(ReadingKey::record)
        .filter(key -> key.state() == KeyState.ACTIVE)
        .findFirst()
        .orElseThrow();
  }

  /** Why no code is written now; nothing if codes are written. */
  public Optional<MasterState> stoppedBy() {
    return Optional.ofNullable(loaded().stoppedBy());
  }

  /** Random bytes for one code, never used twice. */
  public byte[] nonce() {
    byte[] nonce = new byte[Suite.NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  /**
   * Makes the next epoch and retires the present one, whose codes stay good.
   *
   * @param suite its algorithms; readers go on reading the codes of the other
   * @throws MasterKeyAway if the new key cannot be wrapped now
   * @throws KeyNumbersUsedUp if there were a hundred
   */
  public KeyRecord renew(Suite suite) {
    return changing(
        keys -> {
          keys.stream()
              .map(CodeKeyStore.Stored::record)
              .filter(key -> key.state() == KeyState.ACTIVE)
              .forEach(key -> store.setState(key.id(), KeyState.RETIRED));
          IssuingKey next = freshKey(nextId(keys), suite);
          store.insert(next, vault.kind());
          return next.record();
        });
  }

  /**
   * Revokes a key: its codes are refused from then on. The present key is renewed first.
   *
   * @return nothing if there is no such key
   * @throws MasterKeyAway if the present key is revoked and no new one can be wrapped now
   */
  public Optional<KeyRecord> revoke(int epoch) {
    Optional<KeyRecord> found =
        readingKeys().stream()
            .map(ReadingKey::record)
            .filter(key -> key.id().epoch() == epoch)
            .findFirst();
    return found.map(
        key -> {
          if (key.state() == KeyState.ACTIVE) {
            renew(key.suite());
          }
          return changing(
              keys -> {
                store.setState(key.id(), KeyState.REVOKED);
                return key.withState(KeyState.REVOKED);
              });
        });
  }

  /**
   * Wraps what signs under the present master key, and begins a new epoch.
   *
   * @throws MasterKeyAway if a master key cannot be used now
   */
  public KeyRecord moveToMaster() {
    changing(
        keys -> {
          keys.stream()
              .filter(key -> key.master() != vault.kind())
              .forEach(key -> store.rewrap(store.issuing(key)));
          return keys;
        });
    return renew(present().suite());
  }

  /**
   * Wraps what signs under the present master key once more, so that it comes into the key backup,
   * or out of it. What opens no more is left as it is; if that is the present key, a new epoch
   * begins.
   *
   * @throws MasterKeyAway if the present master key cannot be used now
   */
  public KeyRecord wrapAgain() {
    boolean presentOpens =
        changing(
            keys ->
                keys.stream()
                    .filter(this::wrapAgain)
                    .map(key -> key.record().state())
                    .toList()
                    .contains(KeyState.ACTIVE));
    return presentOpens ? present() : renew(present().suite());
  }

  private boolean wrapAgain(CodeKeyStore.Stored key) {
    Optional<IssuingKey> opened = opened(key);
    opened.ifPresent(store::rewrap);
    return opened.isPresent();
  }

  private Optional<IssuingKey> opened(CodeKeyStore.Stored key) {
    try {
      return Optional.of(store.issuing(key));
    } catch (NotThisMasterKey | MasterKeyAway lost) {
      return Optional.empty();
    }
  }

  /** Changes keys in the caller's transaction or one of its own; memory follows when it is over. */
  private <T> T changing(Function<List<CodeKeyStore.Stored>, T> change) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              store.lock();
              TransactionSynchronizationManager.registerSynchronization(
                  new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                      reload();
                    }
                  });
              return change.apply(store.all());
            }));
  }

  private static KeyId nextId(List<CodeKeyStore.Stored> oldestFirst) {
    KeyId last = oldestFirst.getLast().record().id();
    int epoch = last.epoch() + 1;
    if (oldestFirst.size() > KeyId.NUMBER_LIMIT) {
      throw new KeyNumbersUsedUp();
    }
    return new KeyId(last.park(), epoch % (KeyId.NUMBER_LIMIT + 1), epoch);
  }

  private IssuingKey freshKey(KeyId id, Suite suite) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Ciphers.SigningPair pair = Ciphers.freshPair(suite, random);
    KeyRecord record =
        new KeyRecord(id, suite, now.minus(CLOCK_TOLERANCE), now.plus(KEY_LIFE), KeyState.ACTIVE);
    ReadingKey reading =
        new ReadingKey(
            record, secret(suite.sealKeyBytes()), pair.verify(), secret(Suite.LINE_KEY_BYTES));
    return new IssuingKey(reading, pair.sign());
  }

  private KeyMaterial secret(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return KeyMaterial.of(bytes);
  }
}
