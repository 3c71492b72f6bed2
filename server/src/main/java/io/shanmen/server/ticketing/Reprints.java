package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeOption;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.SignedIn;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reprints (重打): a new code that voids those before (F7), counted by ticket and by shift. The new
 * ticket is then printed like any that is not printed yet.
 */
@Component
class Reprints {

  /** So often may a ticket be reprinted without the supervisor. */
  static final int TICKET_LIMIT_REPRINTS = 3;

  /** So often may a cashier reprint in one shift without the supervisor. */
  static final int SHIFT_LIMIT_REPRINTS = 20;

  private final JdbcClient jdbc;
  private final TicketStore store;
  private final Tickets tickets;
  private final CurrentShifts shifts;
  private final Audit audit;
  private final InstantSource clock;

  Reprints(
      JdbcClient jdbc,
      TicketStore store,
      Tickets tickets,
      CurrentShifts shifts,
      Audit audit,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.tickets = tickets;
    this.shifts = shifts;
    this.audit = audit;
    this.clock = clock;
  }

  /** What somebody asks for. */
  record Wish(UUID requestId, long ticketNo, String reason) {}

  @Transactional
  public Outcome<Ticket> reprint(Wish wish, SignedIn who) {
    Optional<TicketRow> found = store.lockRows(List.of(wish.ticketNo())).stream().findFirst();
    if (found.isEmpty()) {
      return Outcome.refused(TicketingProblem.TICKET_NOT_FOUND);
    }
    Optional<Long> earlier =
        jdbc.sql("SELECT ticket_no FROM ticketing.reprint WHERE request_id = ?")
            .param(wish.requestId())
            .query(Long.class)
            .optional();
    if (earlier.isPresent()) {
      return earlier.get() == wish.ticketNo()
          ? now(wish.ticketNo())
          : Outcome.refused(TicketingProblem.REPRINT_CONFLICT);
    }
    UUID shift = shifts.shiftOf(who.operatorId(), who.terminalId()).orElse(null);
    Optional<Refusal> refusal = refusal(found.get(), shift, who);
    if (refusal.isPresent()) {
      audit.record(
          AuditEntry.refused(
              who.actor(), "ticketing.reprinted", subject(wish), refusal.get().code().name()));
      return Outcome.refused(refusal.get());
    }
    renew(found.get(), wish, new By(who.operatorId(), who.terminalId(), shift, clock.instant()));
    audit.record(
        AuditEntry.done(who.actor(), "ticketing.reprinted", subject(wish))
            .after(Map.of("reason", wish.reason())));
    return now(wish.ticketNo());
  }

  private static AuditSubject subject(Wish wish) {
    return AuditSubject.of("ticket", wish.ticketNo());
  }

  private Outcome<Ticket> now(long ticketNo) {
    return Outcome.done(tickets.find(List.of(ticketNo)).getFirst());
  }

  private Optional<Refusal> refusal(TicketRow row, @Nullable UUID shift, SignedIn who) {
    long ticketNo = row.ticketNo();
    if (!row.state().isUsable()) {
      return Optional.of(
          new Refusal(
              TicketingProblem.TICKET_NOT_REPRINTABLE,
              Map.of("ticketNo", ticketNo, "state", row.state().name())));
    }
    if (row.facts().reserved() > 0) {
      return Optional.of(Refusal.of(TicketingProblem.TICKET_PASSING, "ticketNo", ticketNo));
    }
    if (row.claims().ticket().version() >= TicketRef.VERSION_LIMIT) {
      return Optional.of(
          new Refusal(
              TicketingProblem.TICKET_REPRINT_LIMIT,
              Map.of("ticketNo", ticketNo, "limit", TicketRef.VERSION_LIMIT - 1)));
    }
    if (who.may(TicketingConfiguration.REPRINT_BEYOND_LIMITS)) {
      return Optional.empty();
    }
    if (count("ticket_no", ticketNo) >= TICKET_LIMIT_REPRINTS) {
      return Optional.of(
          new Refusal(
              TicketingProblem.TICKET_REPRINT_LIMIT,
              Map.of("ticketNo", ticketNo, "limit", TICKET_LIMIT_REPRINTS)));
    }
    if (shift == null) {
      return Optional.of(Refusal.of(TicketingProblem.REPRINT_NEEDS_SHIFT));
    }
    holdCount(shift);
    if (count("shift_id", shift) >= SHIFT_LIMIT_REPRINTS) {
      return Optional.of(
          Refusal.of(TicketingProblem.SHIFT_REPRINT_LIMIT, "limit", SHIFT_LIMIT_REPRINTS));
    }
    return Optional.empty();
  }

  /** Waits for the other reprints of the shift, so that none of them is missed in the count. */
  private void holdCount(UUID shift) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param("ticketing/reprints/" + shift)
        .query((row, number) -> true)
        .list();
  }

  private int count(String column, Object value) {
    return jdbc.sql("SELECT count(*) FROM ticketing.reprint WHERE " + column + " = ?")
        .param(value)
        .query(Integer.class)
        .single();
  }

  private void renew(TicketRow row, Wish wish, By by) {
    Claims next = nextCode(row.claims());
    store.replaceCodes(List.of(next));
    jdbc.sql(
            """
            INSERT INTO ticketing.reprint
              (request_id, ticket_no, code_version, operator_id, shift_id, at)
            VALUES (?, ?, ?, ?, ?::uuid, ?)
            """)
        .param(wish.requestId())
        .param(wish.ticketNo())
        .param(next.ticket().version())
        .param(by.operatorId())
        .param(by.shiftId())
        .param(SqlTime.of(by.at()))
        .update();
    tickets.changed(
        Set.of(wish.ticketNo()),
        TicketEvents.Kind.REPRINTED,
        by,
        Map.of("reason", wish.reason(), "codeVersion", next.ticket().version()));
  }

  /** The next version of a code, on paper. */
  static Claims nextCode(Claims claims) {
    TicketRef ticket = claims.ticket();
    Set<CodeOption> options = EnumSet.noneOf(CodeOption.class);
    options.addAll(claims.options());
    options.remove(CodeOption.DYNAMIC);
    return claims
        .withTicket(new TicketRef(ticket.number(), ticket.version() + 1))
        .withOptions(options);
  }
}
