package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks that a terminal is who it says: approved, of the right kind, and holding its key. */
@Component
class Proofs {

  private final TerminalTable terminals;
  private final Challenges challenges;
  private final Audit audit;
  private final InstantSource clock;

  Proofs(TerminalTable terminals, Challenges challenges, Audit audit, InstantSource clock) {
    this.clock = clock;
    this.terminals = terminals;
    this.challenges = challenges;
    this.audit = audit;
  }

  /** The terminal, if the proof holds; a challenge is used up only by the right signature. */
  Outcome<Terminal> verify(Proof proof, Purpose purpose) {
    Optional<TerminalTable.Row> found = terminals.find(proof.terminalId());
    if (found.isEmpty()) {
      return Outcome.refused(TerminalProblem.TERMINAL_UNKNOWN);
    }
    TerminalTable.Row row = found.get();
    Terminal terminal = row.terminal();
    if (!terminal.isApproved()) {
      return refused(terminal, purpose, TerminalProblem.TERMINAL_NOT_APPROVED);
    }
    if (terminal.kind() != kind(purpose)) {
      return refused(terminal, purpose, TerminalProblem.TERMINAL_KIND_WRONG);
    }
    if (!challenges.isAlive(proof.challenge(), terminal.id())) {
      return Outcome.refused(TerminalProblem.CHALLENGE_INVALID);
    }
    if (!TerminalKeys.isProof(row.publicKey(), proof, purpose)) {
      return refused(terminal, purpose, TerminalProblem.PROOF_INVALID);
    }
    if (!challenges.use(proof.challenge())) {
      return refused(terminal, purpose, TerminalProblem.CHALLENGE_INVALID);
    }
    noteSkew(proof);
    return Outcome.done(terminal);
  }

  /** A terminal whose clock is wrong is shown in the console; nothing else depends on it. */
  private void noteSkew(Proof proof) {
    Instant claimed = proof.clock();
    if (claimed != null) {
      terminals.noteSkew(proof.terminalId(), Duration.between(clock.instant(), claimed).toMillis());
    }
  }

  private static TerminalKind kind(Purpose purpose) {
    return switch (purpose) {
      case SIGN_IN, RENEW -> TerminalKind.COMPUTER;
      case DEVICE -> TerminalKind.GATE;
    };
  }

  private Outcome<Terminal> refused(Terminal terminal, Purpose purpose, TerminalProblem problem) {
    audit.record(
        AuditEntry.refused(
            AuditActor.anonymous(purpose.word(), terminal.id()),
            "terminal.proved",
            AuditSubject.of("terminal", terminal.id()),
            problem.name()));
    return Outcome.refused(problem);
  }
}
