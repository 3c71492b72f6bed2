package io.shanmen.kernel.ticketcode;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys by which a program reads codes. It never changes: make a new one. */
public final class KeyRing {

  private final Map<Integer, ReadingKey> byNumber;

  /**
   * A ring of keys.
   *
   * @param keys no two with one number; revoked ones too, so that their codes get the right reason
   */
  public KeyRing(Collection<ReadingKey> keys) {
    Map<Integer, ReadingKey> numbered = new HashMap<>();
    for (ReadingKey key : keys) {
      if (numbered.put(key.record().id().number(), key) != null) {
        throw new IllegalArgumentException("two keys with number " + key.record().id().number());
      }
    }
    this.byNumber = Map.copyOf(numbered);
  }

  public Optional<ReadingKey> find(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** Whether codes of that park are not our business: all our keys are of others. */
  boolean isForeign(int park) {
    return !byNumber.isEmpty()
        && byNumber.values().stream().noneMatch(key -> key.record().id().park() == park);
  }
}
