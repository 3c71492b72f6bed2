package io.shanmen.server.identity;

import io.shanmen.server.audit.AuditActor;
import java.util.UUID;

/** Who is behind a request that carries a live session. */
sealed interface Caller {

  UUID sessionId();

  AuditActor actor();

  /**
   * An operator.
   *
   * @param mustChangePassword whether an administrator's choice of password still stands
   */
  record OperatorCaller(SignedIn signedIn, boolean mustChangePassword) implements Caller {
    @Override
    public UUID sessionId() {
      return signedIn.sessionId();
    }

    @Override
    public AuditActor actor() {
      return signedIn.actor();
    }
  }

  /** A machine. */
  record DeviceCaller(SignedInDevice device) implements Caller {
    @Override
    public UUID sessionId() {
      return device.sessionId();
    }

    @Override
    public AuditActor actor() {
      return device.actor();
    }
  }
}
