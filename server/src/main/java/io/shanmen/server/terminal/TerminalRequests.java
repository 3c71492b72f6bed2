package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.terminal.TerminalTable.Asked;
import io.shanmen.server.terminal.TerminalTable.Decided;
import io.shanmen.server.terminal.TerminalTable.Row;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Browsers ask to become terminals (后台电脑审批), and permitted operators decide. The asking screen
 * shows a pairing code that the approver compares, so that nobody approves another computer of the
 * same name.
 */
@Component
class TerminalRequests {

  static final int WAITING_LIMIT_REQUESTS = 100;
  static final int WAITING_LIMIT_REQUESTS_PER_ADDRESS = 10;

  /** Requests that nobody has decided on are forgotten. */
  static final Duration WAITING_LIMIT = Duration.ofHours(12);

  private static final int PAIRING_CODES = 1_000_000;

  private final TerminalTable terminals;
  private final Audit audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  TerminalRequests(TerminalTable terminals, Audit audit, InstantSource clock) {
    this.terminals = terminals;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a browser asks; the address is where the request came from. */
  record Request(UUID terminalId, String name, String publicKey, String address) {}

  @Transactional
  Outcome<Row> ask(Request request) {
    Optional<byte[]> key = TerminalKeys.read(request.publicKey());
    if (key.isEmpty()) {
      return Outcome.refused(TerminalProblem.PUBLIC_KEY_INVALID);
    }
    Optional<Row> known = terminals.find(request.terminalId());
    if (known.isPresent()) {
      return Arrays.equals(known.get().publicKey(), key.get())
          ? Outcome.done(known.get())
          : Outcome.refused(TerminalProblem.TERMINAL_CONFLICT);
    }
    Instant now = clock.instant();
    terminals.removeRequestsBefore(now.minus(WAITING_LIMIT));
    if (terminals.waiting() >= WAITING_LIMIT_REQUESTS
        || terminals.waitingFrom(request.address()) >= WAITING_LIMIT_REQUESTS_PER_ADDRESS) {
      return Outcome.refused(TerminalProblem.TOO_MANY_REQUESTS_OPEN);
    }
    Terminal terminal =
        new Terminal(
            request.terminalId(),
            request.name(),
            TerminalKind.COMPUTER,
            TerminalState.REQUESTED,
            null);
    Row row =
        Row.added(terminal, key.get(), pairingCode(), new Asked(now, request.address()), null);
    terminals.insert(row);
    audit.record(
        AuditEntry.done(
                AuditActor.anonymous(request.name(), request.terminalId()),
                "terminal.requested",
                subject(request.terminalId()))
            .after(Map.of("name", request.name(), "from", request.address())));
    return Outcome.done(row);
  }

  private String pairingCode() {
    return "%06d".formatted(random.nextInt(PAIRING_CODES));
  }

  Optional<Row> find(UUID terminalId) {
    return terminals.find(terminalId);
  }

  /**
   * Approves a request.
   *
   * @param pairingCode as the approver compared it with the asking screen
   * @param name the name that the computer gets
   */
  @Transactional
  Outcome<Row> approve(SignedIn by, UUID terminalId, String pairingCode, String name) {
    Outcome<Row> open = open(terminalId);
    return open.then(
        row -> {
          if (!pairingCode.equals(row.pairingCode())) {
            audit.record(
                AuditEntry.refused(
                    by.actor(),
                    "terminal.approved",
                    subject(terminalId),
                    TerminalProblem.PAIRING_CODE_WRONG.name()));
            return Outcome.refused(TerminalProblem.PAIRING_CODE_WRONG);
          }
          return decide(by, row, TerminalState.APPROVED, name);
        });
  }

  @Transactional
  Outcome<Row> refuse(SignedIn by, UUID terminalId) {
    return open(terminalId)
        .then(row -> decide(by, row, TerminalState.REFUSED, row.terminal().name()));
  }

  private Outcome<Row> open(UUID terminalId) {
    return terminals
        .findAndHold(terminalId)
        .map(
            row ->
                row.terminal().state() == TerminalState.REQUESTED
                    ? Outcome.done(row)
                    : Outcome.<Row>refused(TerminalProblem.REQUEST_ALREADY_DECIDED))
        .orElseGet(() -> Outcome.refused(TerminalProblem.TERMINAL_UNKNOWN));
  }

  private Outcome<Row> decide(SignedIn by, Row row, TerminalState state, String name) {
    terminals.decide(row.id(), state, name, new Decided(clock.instant(), by.operatorId()));
    String action = state == TerminalState.APPROVED ? "terminal.approved" : "terminal.refused";
    audit.record(
        AuditEntry.done(by.actor(), action, subject(row.id())).after(Map.of("name", name)));
    return Outcome.done(terminals.find(row.id()).orElseThrow());
  }

  private static AuditSubject subject(UUID terminalId) {
    return AuditSubject.of("terminal", terminalId);
  }
}
