package io.shanmen.server.identity;

import io.shanmen.server.audit.AuditActor;
import java.util.Set;
import java.util.UUID;

/**
 * The operator who makes a request: a controller method takes it as a parameter.
 *
 * @param operatorId the operator
 * @param operatorName the operator's name as shown to people
 * @param terminalId the approved computer that the session belongs to
 * @param sessionId the session
 * @param permissions what the operator's roles allow at this moment
 */
public record SignedIn(
    UUID operatorId,
    String operatorName,
    UUID terminalId,
    UUID sessionId,
    Set<String> permissions) {

  public SignedIn {
    permissions = Set.copyOf(permissions);
  }

  public boolean may(String permission) {
    return permissions.contains(permission);
  }

  /** The same person for the audit log. */
  public AuditActor actor() {
    return AuditActor.operator(operatorId, terminalId);
  }
}
