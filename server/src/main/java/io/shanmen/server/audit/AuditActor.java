package io.shanmen.server.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, and where.
 *
 * @param kind what sort of actor
 * @param id the operator or device; null when nobody had signed in
 * @param name the device's name or the part of the system; empty for people, whom the id tells
 *     apart: names of people are not written to the log
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

  public static AuditActor operator(UUID id, UUID terminalId) {
    return new AuditActor(Kind.OPERATOR, id, "", terminalId);
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
   * @param part what of the system he used, or what a machine calls itself; never the name of a
   *     person. Cut to a sensible length when it is recorded
   */
  public static AuditActor anonymous(String part, @Nullable UUID terminalId) {
    return new AuditActor(Kind.ANONYMOUS, null, part, terminalId);
  }
}
