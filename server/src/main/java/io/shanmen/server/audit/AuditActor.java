package io.shanmen.server.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, and where.
 *
 * @param kind what sort of actor
 * @param id the operator or device; null when nobody had signed in
 * @param name the operator's sign-in name, the device's name or the part of the system
 * @param terminalId the approved computer or gate; null when there was none
 */
public record AuditActor(Kind kind, @Nullable UUID id, String name, @Nullable UUID terminalId) {

  /** The sorts of actors. */
  public enum Kind {
    /** A person who signed in. */
    OPERATOR,
    /** A gate or another machine with a session of its own. */
    DEVICE,
    /** The server itself: a timer, a clean-up, the first start. */
    SYSTEM,
    /** Somebody who had not signed in. */
    ANONYMOUS
  }

  public static AuditActor operator(UUID id, String name, UUID terminalId) {
    return new AuditActor(Kind.OPERATOR, id, name, terminalId);
  }

  public static AuditActor device(UUID terminalId, String name) {
    return new AuditActor(Kind.DEVICE, terminalId, name, terminalId);
  }

  /**
   * A part of the server that acts by itself.
   *
   * @param part the module, as in {@code "admission"}
   */
  public static AuditActor system(String part) {
    return new AuditActor(Kind.SYSTEM, null, part, null);
  }

  /**
   * Somebody unknown.
   *
   * @param claimedName the name that was typed; cut to a sensible length when it is recorded
   */
  public static AuditActor anonymous(String claimedName, @Nullable UUID terminalId) {
    return new AuditActor(Kind.ANONYMOUS, null, claimedName, terminalId);
  }
}
