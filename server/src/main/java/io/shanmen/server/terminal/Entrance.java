package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.OpenedSession;
import io.shanmen.server.identity.ProvenOperator;
import io.shanmen.server.identity.Sessions;
import io.shanmen.server.identity.SignIns;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets people and machines in: first the terminal proves its key, then the person the password,
 * then the session opens, unless the terminal was revoked meanwhile.
 */
@Component
class Entrance {

  private final Proofs proofs;
  private final SignIns signIns;
  private final Sessions sessions;
  private final TerminalTable terminals;
  private final Audit audit;
  private final TransactionTemplate transaction;

  Entrance(
      Proofs proofs,
      SignIns signIns,
      Sessions sessions,
      TerminalTable terminals,
      Audit audit,
      PlatformTransactionManager transactions) {
    this.proofs = proofs;
    this.signIns = signIns;
    this.sessions = sessions;
    this.terminals = terminals;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Whose session was opened. */
  record Entered(UUID operatorId, OpenedSession session) {}

  Outcome<Entered> signIn(Proof proof, String operator, String password) {
    return proofs
        .verify(proof, Purpose.SIGN_IN)
        .then(terminal -> signIns.prove(operator, password, terminal.id()))
        .then(proven -> whileApproved(proof.terminalId(), () -> open(proven, proof.terminalId())));
  }

  private Entered open(ProvenOperator operator, UUID terminalId) {
    OpenedSession session = sessions.open(operator, terminalId);
    audit.record(
        AuditEntry.done(
            AuditActor.operator(operator.operatorId(), terminalId),
            "identity.signed_in",
            AuditSubject.of("terminal", terminalId)));
    return new Entered(operator.operatorId(), session);
  }

  /** Wakes or prolongs the session whose cookie the terminal still has. */
  Outcome<OpenedSession> renew(Proof proof, String token) {
    return proofs
        .verify(proof, Purpose.RENEW)
        .then(terminal -> whileApproved(terminal.id(), () -> sessions.renew(token, terminal.id())))
        .then(renewed -> renewed);
  }

  Outcome<OpenedSession> openForDevice(Proof proof) {
    return proofs
        .verify(proof, Purpose.DEVICE)
        .then(
            terminal ->
                whileApproved(
                    terminal.id(), () -> sessions.openForDevice(terminal.id(), terminal.name())));
  }

  /** Holds the terminal's row, so that a revocation comes wholly before or wholly after. */
  private <T> Outcome<T> whileApproved(UUID terminalId, Supplier<T> action) {
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                terminals
                    .findAndHold(terminalId)
                    .filter(row -> row.terminal().isApproved())
                    .map(row -> Outcome.done(action.get()))
                    .orElseGet(() -> Outcome.refused(TerminalProblem.TERMINAL_NOT_APPROVED))));
  }
}
