package io.shanmen.server.audit;

import java.util.UUID;

/**
 * What it was done to.
 *
 * @param type the kind of thing in lower case, as in {@code "ticket"} or {@code "operator"}
 * @param id its identifier as text
 */
public record AuditSubject(String type, String id) {

  public static AuditSubject of(String type, UUID id) {
    return new AuditSubject(type, id.toString());
  }

  public static AuditSubject of(String type, long id) {
    return new AuditSubject(type, Long.toString(id));
  }
}
