package io.shanmen.server.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in the log; what is null does not matter.
 *
 * @param actorId who
 * @param action the beginning of the action, so that {@code "identity."} finds a whole module
 * @param subject what it was done to
 * @param period when
 * @param refusedOnly only what was refused
 */
public record AuditQuery(
    @Nullable UUID actorId,
    @Nullable String action,
    @Nullable AuditSubject subject,
    Period period,
    boolean refusedOnly) {

  /** From a moment (inclusive) to another (exclusive); null is open. */
  public record Period(@Nullable Instant from, @Nullable Instant to) {}
}
