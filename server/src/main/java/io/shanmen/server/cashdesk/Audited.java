package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Runs a command together with its entry in the audit log, refused ones too, in one transaction.
 */
@Component
class Audited {

  private final Audit audit;

  Audited(Audit audit) {
    this.audit = audit;
  }

  /**
   * Runs the command.
   *
   * @param action what happens, in the past tense, as in {@code shift_opened}
   */
  @Transactional
  <T> Outcome<T> run(
      AuditActor actor, String action, AuditSubject subject, Supplier<Outcome<T>> command) {
    Outcome<T> outcome = command.get();
    String name = "cashdesk." + action;
    audit.record(
        switch (outcome) {
          case Outcome.Done<T> done -> AuditEntry.done(actor, name, subject);
          case Outcome.Refused<T> refused ->
              AuditEntry.refused(actor, name, subject, refused.refusal().code().name());
        });
    return outcome;
  }
}
