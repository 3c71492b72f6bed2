package io.shanmen.server.ticketing;

import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.ClaimsCodec;
import io.shanmen.server.foundation.Columns;
import io.shanmen.server.identity.SignedIn;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of tickets: every statement works on a set, and every change is conditional. */
@Component
class TicketStore {

  /** Locks the rows of a change in one order, so that two sets never wait for each other. */
  private static final String WANTED =
      """
      WITH given AS (
        SELECT * FROM unnest(?::bigint[], ?::integer[], ?::timestamptz[]) AS g(no, people, at)
      ), locked AS (
        SELECT ticket_no FROM ticketing.ticket
        WHERE ticket_no IN (SELECT no FROM given)
        ORDER BY ticket_no FOR UPDATE
      )
      """;

  /**
   * Within CASE the planner does not see the state, and takes the tickets by their numbers. Seen,
   * it would take the index of all tickets that may still expire, believing them to be few.
   */
  private static final String USABLE =
      """
        AND CASE WHEN t.state IN ('ISSUED', 'PARTIALLY_USED') THEN t.lock_id IS NULL ELSE false END
        AND (t.uses = 0 OR t.used + t.reserved + g.people <= t.uses)
      """;

  private static final String COUNT_USE =
      """
      used = t.used + g.people,
      first_used_at = least(coalesce(t.first_used_at, g.at), g.at),
      last_used_at = greatest(coalesce(t.last_used_at, g.at), g.at),
      state = CASE WHEN t.uses > 0 AND t.used + g.people >= t.uses
                   THEN 'USED' ELSE 'PARTIALLY_USED' END
      """;

  private final JdbcClient jdbc;

  TicketStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A ticket to insert: its line's place in the list of lines, and what its code says. */
  record NewTicket(int line, Claims claims) {}

  void insert(List<IssueRequest> lines, List<NewTicket> tickets) {
    Columns<IssueRequest> line = Columns.of(lines);
    Columns<NewTicket> ticket = Columns.of(tickets);
    jdbc.sql(
            """
            INSERT INTO ticketing.ticket
              (ticket_no, claims, order_id, line_no,
               product_id, version_id, product_no, product_version, product_zh, product_en,
               price_minor, currency, heads, uses, valid_from, valid_to, visit_day, slot_no,
               channel, operator_id, terminal_id, shift_id, business_day, issued_at)
            SELECT t.no, t.claims, l.order_id, l.line_no,
               l.product_id, l.version_id, l.product_no, l.product_version, l.zh, l.en,
               l.price, l.currency, l.heads, l.uses, l.valid_from, l.valid_to, l.visit, l.slot,
               l.channel, l.operator, l.terminal, l.shift, l.day, l.at
            FROM unnest(?::bigint[], ?::bytea[], ?::bigint[]) AS t(no, claims, line)
            JOIN unnest(?::uuid[], ?::integer[], ?::uuid[], ?::uuid[], ?::integer[],
                        ?::integer[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                        ?::integer[], ?::integer[], ?::date[], ?::date[], ?::date[],
                        ?::integer[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::date[],
                        ?::timestamptz[])
              WITH ORDINALITY
              AS l(order_id, line_no, product_id, version_id, product_no,
                   product_version, zh, en, price, currency,
                   heads, uses, valid_from, valid_to, visit,
                   slot, channel, operator, terminal, shift, day,
                   at, number)
              ON l.number = t.line
            """)
        .params(
            ticket.numbers(t -> t.claims().ticket().number()),
            ticket.bytes(t -> ClaimsCodec.encode(t.claims())),
            ticket.numbers(t -> t.line() + 1),
            line.texts(IssueRequest::orderId),
            line.numbers(IssueRequest::lineNo),
            line.texts(l -> l.product().id()),
            line.texts(l -> l.product().versionId()),
            line.numbers(l -> l.product().no()),
            line.numbers(l -> l.product().version()),
            line.texts(l -> l.product().nameZh()),
            line.texts(l -> l.product().nameEn()),
            line.numbers(l -> l.price().minor()),
            line.texts(l -> l.price().currency().getCurrencyCode()),
            line.numbers(l -> l.grant().entitlement().heads()),
            line.numbers(l -> Allowance.of(l.grant().entitlement())),
            line.texts(l -> l.grant().validity().days().first()),
            line.texts(l -> Allowance.lastDay(l.grant().validity())),
            line.texts(l -> l.grant().visitDay()),
            line.numbers(l -> l.grant().slotNo()),
            line.texts(l -> l.soldBy().channel()),
            line.texts(l -> l.soldBy().operatorId()),
            line.texts(l -> l.soldBy().terminalId()),
            line.texts(l -> l.soldBy().shiftId()),
            line.texts(l -> l.soldBy().day()),
            line.texts(l -> l.soldBy().at()))
        .update();
  }

  List<TicketRow> find(Collection<Long> ticketNos) {
    return select("WHERE ticket_no = ANY(?) ORDER BY ticket_no", array(ticketNos));
  }

  /** The same, locked until the transaction ends. */
  List<TicketRow> lockRows(Collection<Long> ticketNos) {
    return select("WHERE ticket_no = ANY(?) ORDER BY ticket_no FOR UPDATE", array(ticketNos));
  }

  /**
   * The first of these tickets that somebody else sold at another window and nobody has given a new
   * code: its first paper is not for this caller.
   */
  Optional<Long> firstOfOtherWindow(Collection<Long> ticketNos, SignedIn who) {
    return jdbc.sql(
            """
            SELECT ticket_no FROM ticketing.ticket AS t
            WHERE ticket_no = ANY(?) AND operator_id <> ? AND terminal_id <> ?
              AND NOT EXISTS (SELECT FROM ticketing.reprint AS r WHERE r.ticket_no = t.ticket_no)
            ORDER BY ticket_no LIMIT 1
            """)
        .params(array(ticketNos), who.operatorId(), who.terminalId())
        .query(Long.class)
        .optional();
  }

  List<TicketRow> ofOrder(UUID orderId) {
    return select("WHERE order_id = ? ORDER BY ticket_no", orderId);
  }

  private List<TicketRow> select(String condition, Object param) {
    return jdbc.sql("SELECT " + TicketRow.COLUMNS + " FROM ticketing.ticket " + condition)
        .param(param)
        .query(TicketRow::of)
        .list();
  }

  Set<Long> reserve(List<UseOf> uses) {
    return change("reserved = t.reserved + g.people", USABLE, uses);
  }

  Set<Long> confirm(List<UseOf> uses) {
    return change(
        "reserved = t.reserved - g.people, " + COUNT_USE, "  AND t.reserved >= g.people", uses);
  }

  Set<Long> release(List<UseOf> uses) {
    return change("reserved = t.reserved - g.people", "  AND t.reserved >= g.people", uses);
  }

  Set<Long> use(List<UseOf> uses) {
    // A gate that was alone over night tells of yesterday when yesterday's tickets have expired.
    return change(
        COUNT_USE, USABLE.replace("'PARTIALLY_USED')", "'PARTIALLY_USED', 'EXPIRED')"), uses);
  }

  private Set<Long> change(String assignments, String condition, List<UseOf> uses) {
    Columns<UseOf> use = Columns.of(uses);
    return numbers(
        jdbc.sql(
                WANTED
                    + "UPDATE ticketing.ticket t SET "
                    + assignments
                    + " FROM given g JOIN locked ON locked.ticket_no = g.no"
                    + " WHERE t.ticket_no = g.no "
                    + condition
                    + " RETURNING t.ticket_no")
            .params(
                use.numbers(UseOf::ticketNo), use.numbers(UseOf::people), use.texts(UseOf::at)));
  }

  Set<Long> lock(Collection<Long> ticketNos, UUID lockId, By by) {
    return numbers(
        jdbc.sql(
                """
                WITH locked AS (
                  SELECT ticket_no FROM ticketing.ticket
                  WHERE ticket_no = ANY(?) ORDER BY ticket_no FOR UPDATE
                )
                UPDATE ticketing.ticket t SET lock_id = ?, locked_at = coalesce(t.locked_at, ?)
                FROM locked
                WHERE t.ticket_no = locked.ticket_no
                  AND CASE t.state WHEN 'ISSUED' THEN t.used = 0 ELSE false END
                  AND t.reserved = 0 AND (t.lock_id IS NULL OR t.lock_id = ?)
                RETURNING t.ticket_no
                """)
            .params(array(ticketNos), lockId, SqlTime.of(by.at()), lockId));
  }

  Set<Long> unlock(UUID lockId) {
    return numbers(
        jdbc.sql(
                """
                UPDATE ticketing.ticket SET lock_id = NULL, locked_at = NULL
                WHERE lock_id = ? RETURNING ticket_no
                """)
            .params(lockId));
  }

  Set<Long> refund(UUID lockId) {
    return numbers(
        jdbc.sql(
                """
                UPDATE ticketing.ticket SET state = 'REFUNDED', lock_id = NULL, locked_at = NULL
                WHERE lock_id = ? RETURNING ticket_no
                """)
            .params(lockId));
  }

  Set<Long> voidUnused(Collection<Long> ticketNos) {
    return numbers(
        jdbc.sql(
                """
                WITH locked AS (
                  SELECT ticket_no FROM ticketing.ticket
                  WHERE ticket_no = ANY(?) ORDER BY ticket_no FOR UPDATE
                )
                UPDATE ticketing.ticket t SET state = 'VOID'
                FROM locked
                WHERE t.ticket_no = locked.ticket_no
                  AND CASE t.state WHEN 'ISSUED' THEN t.used = 0 ELSE false END
                  AND t.reserved = 0 AND t.lock_id IS NULL
                RETURNING t.ticket_no
                """)
            .params((Object) array(ticketNos)));
  }

  /** Ends tickets whose last day is before the given one; at most so many. */
  Set<Long> expire(LocalDate today, int limit) {
    return numbers(
        jdbc.sql(
                """
                WITH due AS (
                  SELECT ticket_no FROM ticketing.ticket
                  WHERE valid_to < ? AND state IN ('ISSUED', 'PARTIALLY_USED')
                    AND lock_id IS NULL AND reserved = 0
                  ORDER BY ticket_no LIMIT ? FOR UPDATE SKIP LOCKED
                )
                UPDATE ticketing.ticket t SET state = 'EXPIRED'
                FROM due WHERE t.ticket_no = due.ticket_no
                RETURNING t.ticket_no
                """)
            .params(today, limit));
  }

  /** Gives tickets back whose last day is not over, as a clock ahead believed; at most so many. */
  Set<Long> revive(LocalDate today, int limit) {
    return numbers(
        jdbc.sql(
                """
                WITH alive AS (
                  SELECT ticket_no FROM ticketing.ticket
                  WHERE state = 'EXPIRED' AND valid_to >= ?
                  ORDER BY ticket_no LIMIT ? FOR UPDATE SKIP LOCKED
                )
                UPDATE ticketing.ticket t
                SET state = CASE WHEN t.used = 0 THEN 'ISSUED' ELSE 'PARTIALLY_USED' END
                FROM alive WHERE t.ticket_no = alive.ticket_no
                RETURNING t.ticket_no
                """)
            .params(today, limit));
  }

  /** Gives tickets the next version of their code. */
  void replaceCodes(Collection<Claims> newClaims) {
    Columns<Claims> claim = Columns.of(newClaims);
    jdbc.sql(
            """
            UPDATE ticketing.ticket t
            SET claims = g.claims, code_version = g.version, print_state = 'UNPRINTED',
                print_job_id = NULL
            FROM unnest(?::bigint[], ?::integer[], ?::bytea[]) AS g(no, version, claims)
            WHERE t.ticket_no = g.no
            """)
        .params(
            claim.numbers(c -> c.ticket().number()),
            claim.numbers(c -> c.ticket().version()),
            claim.bytes(ClaimsCodec::encode))
        .update();
  }

  /** A ticket on a phone has come out, as one on paper has: it waits for no printer. */
  void markOnPhone(long ticketNo) {
    jdbc.sql("UPDATE ticketing.ticket SET print_state = 'PRINTED' WHERE ticket_no = ?")
        .param(ticketNo)
        .update();
  }

  /** From now on this job is the one that tells how the paper of these tickets came out. */
  void beginPrinting(Collection<Long> ticketNos, UUID jobId) {
    jdbc.sql(
            """
            UPDATE ticketing.ticket SET print_state = 'PRINTING', print_job_id = ?
            WHERE ticket_no = ANY(?)
            """)
        .params(jobId, array(ticketNos))
        .update();
  }

  /**
   * What became of tickets of a job; those that a later job or reprint took over stay as they are.
   */
  Set<Long> endPrinting(Collection<Long> ticketNos, UUID jobId, PrintState state) {
    return numbers(
        jdbc.sql(
                """
                UPDATE ticketing.ticket
                SET print_state = ?, print_count = print_count + ?
                WHERE ticket_no = ANY(?) AND print_job_id = ? AND print_state <> ?
                RETURNING ticket_no
                """)
            .params(
                state.name(),
                state == PrintState.PRINTED ? 1 : 0,
                array(ticketNos),
                jobId,
                state.name()));
  }

  int unprintedIn(Collection<UUID> shiftIds) {
    return jdbc.sql(
            """
            SELECT count(*) FROM ticketing.ticket
            WHERE shift_id = ANY(?) AND print_state <> 'PRINTED'
              AND state IN ('ISSUED', 'PARTIALLY_USED')
            """)
        .param(shiftIds.toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }

  static Long[] array(Collection<Long> numbers) {
    return numbers.stream().sorted().toArray(Long[]::new);
  }

  private static Set<Long> numbers(JdbcClient.StatementSpec statement) {
    return new HashSet<>(statement.query(Long.class).list());
  }
}
