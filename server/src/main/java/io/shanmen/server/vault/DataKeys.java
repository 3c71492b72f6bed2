package io.shanmen.server.vault;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The data keys and the index key, unwrapped in memory. A key that was unwrapped once stays known
 * until the server stops, whatever becomes of the token.
 */
@Component
class DataKeys implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(DataKeys.class);
  private static final int KEY_BYTES = 32;
  private static final String INDEX_PURPOSE = "field-index";

  private final SecureRandom random = new SecureRandom();
  private final DataKeyStore store;
  private final Vault vault;
  private final InstantSource clock;
  private final TransactionTemplate ownTransaction;
  private volatile @Nullable Ring loaded;

  /** A key that seals. */
  record DataKey(int id, SecretKey secret) {}

  /** What is in memory. */
  private record Ring(Optional<DataKey> active, Map<Integer, SecretKey> opened, SecretKey index) {}

  DataKeys(
      DataKeyStore store,
      Vault vault,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
    // What is in memory must be in the database: never in a transaction that may be undone.
    this.ownTransaction = new TransactionTemplate(transactions);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Makes the first keys where there are none. */
  @Override
  public void afterSingletonsInstantiated() {
    ring();
  }

  Optional<DataKey> active() {
    return ring().active();
  }

  Optional<SecretKey> find(int id) {
    return Optional.ofNullable(ring().opened().get(id));
  }

  SecretKey indexKey() {
    return ring().index();
  }

  MasterState stateOfMaster() {
    // Ready, and the key does not open: another token than the one that wrapped it.
    return vault.state() == MasterState.READY ? MasterState.ABSENT : vault.state();
  }

  /** The token is back: what could not be opened may open now. */
  @EventListener
  void openAgain(MasterStateChanged change) {
    if (loaded != null && change.now() == MasterState.READY) {
      load();
    }
  }

  /** Wraps every key in memory under the present master key, in the caller's transaction. */
  @EventListener
  void move(MovingToMasterKey move) {
    // What a backup opens now comes into memory first.
    load();
    Map<Integer, SecretKey> opened = ring().opened();
    store.lock();
    for (DataKeyStore.Stored key : store.all()) {
      SecretKey secret = opened.get(key.id());
      if (secret != null && key.wrapped().isPresent()) {
        store.rewrap(
            key.id(), vault.kind(), vault.master().wrap(secret.getEncoded(), purpose(key)));
      }
    }
  }

  /**
   * Begins a new key, in the caller's transaction; memory follows when that is over.
   *
   * @throws MasterKeyAway if it cannot be wrapped now
   */
  void renew() {
    store.retireActive(clock.instant());
    insertFresh(vault.kind());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            load();
          }
        });
  }

  /** Looks at the tables again; what is known stays known. */
  synchronized void load() {
    loaded = ownTransaction(() -> read(loaded));
  }

  /** Forgets everything, as a restart does. */
  void forget() {
    loaded = null;
  }

  private Ring ring() {
    Ring ring = loaded;
    return ring == null ? first() : ring;
  }

  private synchronized Ring first() {
    Ring ring = loaded;
    if (ring == null) {
      ring = ownTransaction(() -> read(null));
      loaded = ring;
    }
    return ring;
  }

  private Ring ownTransaction(Supplier<Ring> read) {
    return Objects.requireNonNull(
        ownTransaction.execute(
            status -> {
              store.lock();
              return read.get();
            }));
  }

  private Ring read(@Nullable Ring before) {
    if (store.all().isEmpty()) {
      // A token is filled by its ceremony; until then the keystore's key serves.
      insertFresh(vault.state() == MasterState.READY ? vault.kind() : MasterKind.KEYSTORE);
    }
    List<DataKeyStore.Stored> keys = store.all();
    Map<Integer, SecretKey> opened = new HashMap<>();
    for (DataKeyStore.Stored key : keys) {
      SecretKey known = before == null ? null : before.opened().get(key.id());
      if (key.wrapped().isPresent()) {
        Optional.ofNullable(known)
            .or(() -> unwrapped(key))
            .ifPresent(secret -> opened.put(key.id(), secret));
      }
    }
    Optional<DataKey> active =
        keys.stream()
            .filter(key -> key.state() == DataKeyState.ACTIVE)
            .findFirst()
            .flatMap(
                key ->
                    Optional.ofNullable(opened.get(key.id()))
                        .map(secret -> new DataKey(key.id(), secret)));
    return new Ring(active, Map.copyOf(opened), before == null ? readIndexKey() : before.index());
  }

  private Optional<SecretKey> unwrapped(DataKeyStore.Stored key) {
    try {
      byte[] secret = vault.of(key.master()).unwrap(key.wrapped().orElseThrow(), purpose(key));
      return Optional.of(new SecretKeySpec(secret, "AES"));
    } catch (MasterKeyAway away) {
      log.warn("Personal data under data key {} stay sealed: {}", key.id(), away.getMessage());
      return Optional.empty();
    } catch (NotThisMasterKey other) {
      log.warn("Personal data under data key {} stay sealed: another master key", key.id());
      return Optional.empty();
    }
  }

  private SecretKey readIndexKey() {
    byte[] secret =
        store
            .indexKey()
            .map(wrapped -> vault.host().unwrap(wrapped, INDEX_PURPOSE))
            .orElseGet(this::freshIndexKey);
    return new SecretKeySpec(secret, "HmacSHA256");
  }

  private byte[] freshIndexKey() {
    byte[] secret = fresh();
    store.insertIndexKey(vault.host().wrap(secret, INDEX_PURPOSE), clock.instant());
    return secret;
  }

  private void insertFresh(MasterKind master) {
    int id = store.nextId();
    store.insert(id, master, vault.of(master).wrap(fresh(), purpose(id)), clock.instant());
  }

  private byte[] fresh() {
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  private static String purpose(DataKeyStore.Stored key) {
    return purpose(key.id());
  }

  static String purpose(int id) {
    return "field-data/" + id;
  }
}
