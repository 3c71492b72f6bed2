package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.Sessions;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.terminal.TerminalTable.Decided;
import io.shanmen.server.terminal.TerminalTable.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Renames, assigns and revokes terminals. */
@Component
class TerminalAdministration {

  private final TerminalTable terminals;
  private final Sessions sessions;
  private final Audit audit;
  private final ApplicationEventPublisher events;
  private final InstantSource clock;

  TerminalAdministration(
      TerminalTable terminals,
      Sessions sessions,
      Audit audit,
      ApplicationEventPublisher events,
      InstantSource clock) {
    this.terminals = terminals;
    this.sessions = sessions;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /** What an approved terminal shall be called and, for a gate, where it stands. */
  record Wanted(String name, @Nullable Integer checkpoint, long version) {}

  @Transactional
  Outcome<Row> change(SignedIn by, UUID terminalId, Wanted wanted) {
    return held(terminalId)
        .then(
            row -> {
              if (row.version() != wanted.version()) {
                return Outcome.refused(TerminalProblem.TERMINAL_CHANGED_MEANWHILE);
              }
              if (wanted.checkpoint() != null && row.terminal().kind() != TerminalKind.GATE) {
                return Outcome.refused(TerminalProblem.NOT_A_GATE);
              }
              return Outcome.done(change(by, row, wanted));
            });
  }

  private Row change(SignedIn by, Row row, Wanted wanted) {
    terminals.change(row.id(), wanted.name(), wanted.checkpoint());
    audit.record(
        AuditEntry.done(by.actor(), "terminal.changed", subject(row.id()))
            .before(facts(row.terminal().name(), row.terminal().checkpoint()))
            .after(facts(wanted.name(), wanted.checkpoint())));
    if (row.terminal().kind() == TerminalKind.GATE && isNew(row.terminal(), wanted)) {
      events.publishEvent(new GateAssigned(row.id(), wanted.checkpoint(), clock.instant()));
    }
    return terminals.find(row.id()).orElseThrow();
  }

  private static boolean isNew(Terminal before, Wanted wanted) {
    return !before.name().equals(wanted.name())
        || !Objects.equals(before.checkpoint(), wanted.checkpoint());
  }

  /** Takes the approval away for ever and ends the terminal's sessions at once. */
  @Transactional
  Outcome<Row> revoke(SignedIn by, UUID terminalId) {
    if (terminalId.equals(by.terminalId())) {
      return Outcome.refused(TerminalProblem.NOT_THIS_TERMINAL);
    }
    return held(terminalId).map(row -> revoke(by, row));
  }

  private Row revoke(SignedIn by, Row row) {
    if (row.terminal().state() == TerminalState.REVOKED) {
      return row;
    }
    Instant now = clock.instant();
    terminals.decide(
        row.id(), TerminalState.REVOKED, row.terminal().name(), new Decided(now, by.operatorId()));
    sessions.endAt(row.id());
    events.publishEvent(new TerminalRevoked(row.id(), row.terminal().kind(), now));
    audit.record(
        AuditEntry.done(by.actor(), "terminal.revoked", subject(row.id()))
            .before(Map.of("name", row.terminal().name(), "state", row.terminal().state())));
    return terminals.find(row.id()).orElseThrow();
  }

  private Outcome<Row> held(UUID terminalId) {
    return terminals
        .findAndHold(terminalId)
        .<Outcome<Row>>map(Outcome::done)
        .orElseGet(() -> Outcome.refused(TerminalProblem.TERMINAL_UNKNOWN));
  }

  private static AuditSubject subject(UUID terminalId) {
    return AuditSubject.of("terminal", terminalId);
  }

  private static Map<String, @Nullable Object> facts(String name, @Nullable Integer checkpoint) {
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("name", name);
    facts.put("checkpoint", checkpoint);
    return facts;
  }
}
