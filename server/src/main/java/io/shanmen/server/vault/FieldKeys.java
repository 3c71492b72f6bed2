package io.shanmen.server.vault;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The life of data keys, for those who look after them. */
@Component
public class FieldKeys {

  private final DataKeyStore store;
  private final DataKeys keys;
  private final Resealing resealing;

  FieldKeys(DataKeyStore store, DataKeys keys, Resealing resealing) {
    this.store = store;
    this.keys = keys;
    this.resealing = resealing;
  }

  /**
   * A data key.
   *
   * @param opened whether it is in memory, so that what it sealed can be read
   * @param values how many values are sealed under it
   * @param retiringAt since when they are sealed anew; null of the active one
   * @param retiredAt when it was destroyed; null before
   */
  public record View(
      int id,
      DataKeyState state,
      MasterKind master,
      boolean opened,
      long values,
      Instant createdAt,
      @Nullable Instant retiringAt,
      @Nullable Instant retiredAt) {}

  /** All keys, the oldest first. */
  public List<View> all() {
    return store.all().stream()
        .map(
            key ->
                new View(
                    key.id(),
                    key.state(),
                    key.master(),
                    keys.find(key.id()).isPresent(),
                    resealing.valuesUnder(key.id()),
                    key.createdAt(),
                    key.retiringAt(),
                    key.retiredAt()))
        .toList();
  }

  /**
   * Begins a new key; the values of the former are sealed anew in the background, and then it is
   * destroyed.
   *
   * @return false while values of a former key are still being sealed anew
   * @throws MasterKeyAway if the new key cannot be wrapped now
   */
  @Transactional
  public boolean renew() {
    store.lock();
    if (resealing.isUnderWay()) {
      return false;
    }
    keys.renew();
    return true;
  }
}
