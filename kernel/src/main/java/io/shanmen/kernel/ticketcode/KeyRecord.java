package io.shanmen.kernel.ticketcode;

import java.time.Instant;
import java.util.Objects;

/**
 * What everybody may know of a key of ticket codes.
 *
 * @param id where it stands in a code
 * @param suite its algorithms
 * @param notBefore from when it writes codes; a reader does not mind, since a good signature proves
 *     more than a gate's clock
 * @param notAfter from then on it neither writes nor reads: its codes are outdated
 * @param state what it is still good for
 */
public record KeyRecord(
    KeyId id, Suite suite, Instant notBefore, Instant notAfter, KeyState state) {

  public KeyRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(suite, "suite");
    Objects.requireNonNull(notBefore, "notBefore");
    Objects.requireNonNull(notAfter, "notAfter");
    Objects.requireNonNull(state, "state");
    if (!notBefore.isBefore(notAfter)) {
      throw new IllegalArgumentException("ends before it begins: " + notBefore + ", " + notAfter);
    }
  }

  public boolean writesAt(Instant now) {
    return state == KeyState.ACTIVE && !now.isBefore(notBefore) && now.isBefore(notAfter);
  }

  public KeyRecord withState(KeyState other) {
    return new KeyRecord(id, suite, notBefore, notAfter, other);
  }
}
