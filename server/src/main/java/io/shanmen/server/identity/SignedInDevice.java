package io.shanmen.server.identity;

import io.shanmen.server.audit.AuditActor;
import java.util.UUID;

/**
 * The machine that makes a request: a controller method that is {@link OpenToDevices} takes it as a
 * parameter.
 *
 * @param terminalId the enrolled gate
 * @param name its name as shown to people
 * @param sessionId its session
 */
public record SignedInDevice(UUID terminalId, String name, UUID sessionId) {

  /** The same machine for the audit log. */
  public AuditActor actor() {
    return AuditActor.device(terminalId, name);
  }
}
