package io.shanmen.server.aftersales;

import io.shanmen.server.aftersales.Refund.Amounts;
import io.shanmen.server.aftersales.Refund.Decision;
import io.shanmen.server.aftersales.Refund.Execution;
import io.shanmen.server.aftersales.Refund.Limit;
import io.shanmen.server.aftersales.Refund.RefundTicket;
import io.shanmen.server.aftersales.Refund.Step;
import io.shanmen.server.foundation.Columns;
import io.shanmen.server.identity.OperatorNames;
import io.shanmen.server.ordering.Order;
import io.shanmen.server.ticketing.SoldProduct;
import io.shanmen.server.ticketing.Ticket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of refunds. */
@Component
class RefundStore {

  private final JdbcClient jdbc;
  private final RefundSettings settings;
  private final OperatorNames names;

  RefundStore(JdbcClient jdbc, RefundSettings settings, OperatorNames names) {
    this.names = names;
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /**
   * Waits for whoever else asks for a refund of this order or as this clerk, so that the sums that
   * limits are compared with are right (R16). The order comes first, in every request.
   */
  void lockSums(UUID orderId, UUID clerkId) {
    lock("aftersales/order/" + orderId);
    lock("aftersales/clerk/" + clerkId);
  }

  private void lock(String name) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(name)
        .query((row, number) -> true)
        .list();
  }

  /** What was asked for of an order on a day and not rejected. */
  long summed(UUID orderId, LocalDate day) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(amount_minor), 0) FROM aftersales.refund
            WHERE order_id = ? AND requested_day = ? AND state <> 'REJECTED'
            """)
        .params(orderId, day)
        .query(Long.class)
        .single();
  }

  /** What a clerk decided alone on a day. */
  long decidedAlone(UUID clerkId, LocalDate day) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(amount_minor), 0) FROM aftersales.refund
            WHERE requested_by = ? AND decided_by = requested_by AND requested_day = ?
              AND state <> 'REJECTED'
            """)
        .params(clerkId, day)
        .query(Long.class)
        .single();
  }

  /** A request as it is written down first. */
  record NewRefund(
      Refund refund, byte[] hash, String channel, LocalDate day, Map<Long, SoldProduct> products) {

    static NewRefund of(Refund refund, byte[] hash, Order order, LocalDate day) {
      return new NewRefund(
          refund,
          hash,
          order.sale().channel(),
          day,
          order.tickets().stream().collect(Collectors.toMap(Ticket::ticketNo, Ticket::product)));
    }

    SoldProduct product(RefundTicket ticket) {
      SoldProduct product = products.get(ticket.ticketNo());
      if (product == null) {
        throw new IllegalStateException("ticket " + ticket.ticketNo() + " is of another order");
      }
      return product;
    }
  }

  void insert(NewRefund fresh) {
    Refund refund = fresh.refund();
    jdbc.sql(
            """
            INSERT INTO aftersales.refund
              (request_id, content_hash, order_id, order_no, ground, reason, state, channel,
               tender, currency, paid_minor, amount_minor, fee_minor, summed_minor, permission,
               requested_at, requested_day, requested_by, requested_terminal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            refund.requestId(),
            fresh.hash(),
            refund.orderId(),
            refund.orderNo(),
            refund.ground().name(),
            refund.reason(),
            refund.state().name(),
            fresh.channel(),
            refund.money().tender(),
            refund.money().currency(),
            refund.money().paidMinor(),
            refund.money().amountMinor(),
            refund.money().feeMinor(),
            refund.limit().summedMinor(),
            refund.limit().permission(),
            time(refund.requested().at()),
            fresh.day(),
            refund.requested().operatorId(),
            refund.requested().terminalId())
        .update();
    insertTickets(fresh);
  }

  private void insertTickets(NewRefund fresh) {
    Columns<RefundTicket> ticket = Columns.of(fresh.refund().tickets());
    jdbc.sql(
            """
            INSERT INTO aftersales.refund_ticket
              (request_id, ticket_no, line_no, product_id, version_id, product_no,
               product_version, product_zh, product_en, heads, paid_minor, amount_minor,
               fee_minor, no_show)
            SELECT ?::uuid, t.*
            FROM unnest(?::bigint[], ?::integer[], ?::uuid[], ?::uuid[], ?::integer[],
                        ?::integer[], ?::text[], ?::text[], ?::integer[], ?::bigint[],
                        ?::bigint[], ?::bigint[], ?::boolean[]) AS t
            """)
        .params(
            fresh.refund().requestId(),
            ticket.numbers(RefundTicket::ticketNo),
            ticket.numbers(RefundTicket::lineNo),
            ticket.texts(t -> fresh.product(t).id()),
            ticket.texts(t -> fresh.product(t).versionId()),
            ticket.numbers(t -> fresh.product(t).no()),
            ticket.numbers(t -> fresh.product(t).version()),
            ticket.texts(t -> fresh.product(t).nameZh()),
            ticket.texts(t -> fresh.product(t).nameEn()),
            ticket.numbers(RefundTicket::heads),
            ticket.numbers(RefundTicket::paidMinor),
            ticket.numbers(RefundTicket::amountMinor),
            ticket.numbers(RefundTicket::feeMinor),
            ticket.texts(RefundTicket::noShow))
        .update();
  }

  /** A refund as it is stored. */
  record Stored(Refund refund, byte[] hash, LocalDate requestedDay) {}

  Optional<Stored> find(UUID requestId) {
    return select("WHERE request_id = ?", List.of(requestId)).stream().findFirst();
  }

  /** The same, locked until the transaction ends. */
  Optional<Stored> lock(UUID requestId) {
    return select("WHERE request_id = ? FOR UPDATE", List.of(requestId)).stream().findFirst();
  }

  List<Refund> ofOrder(UUID orderId) {
    return refunds("WHERE order_id = ? ORDER BY requested_at, request_id", List.of(orderId));
  }

  List<Refund> ofTickets(Collection<Long> ticketNos) {
    return refunds(
        """
        WHERE request_id IN
          (SELECT request_id FROM aftersales.refund_ticket WHERE ticket_no = ANY(?))
        """,
        List.of((Object) ticketNos.toArray(Long[]::new)));
  }

  /** A page of the queue, oldest first. */
  List<Refund> page(Collection<RefundState> states, @Nullable UUID after, int limit) {
    String[] names = states.stream().map(Enum::name).toArray(String[]::new);
    return after == null
        ? refunds(
            "WHERE state = ANY(?) ORDER BY requested_at, request_id LIMIT ?",
            List.of((Object) names, limit))
        : refunds(
            """
            WHERE state = ANY(?) AND (requested_at, request_id) >
              (SELECT requested_at, request_id FROM aftersales.refund WHERE request_id = ?)
            ORDER BY requested_at, request_id LIMIT ?
            """,
            List.of(names, after, limit));
  }

  /** Payments that were begun before a moment and never ended, locked. */
  List<Refund> lockAbandoned(Instant before) {
    return refunds(
        "WHERE state = 'EXECUTING' AND executed_at < ? FOR UPDATE SKIP LOCKED",
        List.of(time(before)));
  }

  /** How many payments shifts have begun and not ended. */
  int unfinishedIn(UUID[] shiftIds) {
    return jdbc.sql(
            """
            SELECT count(*) FROM aftersales.refund
            WHERE execution_shift = ANY(?) AND state IN ('EXECUTING', 'FAILED')
            """)
        .param(shiftIds)
        .query(Integer.class)
        .single();
  }

  void decide(UUID requestId, RefundState state, Decision decision) {
    jdbc.sql(
            """
            UPDATE aftersales.refund
            SET state = ?, decided_at = ?, decided_by = ?, decided_terminal = ?,
                same_terminal = ?, decision_note = ?
            WHERE request_id = ?
            """)
        .params(
            state.name(),
            time(decision.by().at()),
            decision.by().operatorId(),
            decision.by().terminalId(),
            decision.sameTerminal(),
            decision.note(),
            requestId)
        .update();
  }

  /** What it takes to approve may grow with later requests. */
  void raiseLimit(UUID requestId, Limit limit) {
    jdbc.sql(
            """
            UPDATE aftersales.refund SET summed_minor = ?, permission = ? WHERE request_id = ?
            """)
        .params(limit.summedMinor(), limit.permission(), requestId)
        .update();
  }

  void execution(UUID requestId, RefundState state, Execution execution) {
    jdbc.sql(
            """
            UPDATE aftersales.refund
            SET state = ?, executed_at = ?, executed_by = ?, execution_terminal = ?,
                execution_shift = ?, execution_day = ?,
                attempts = attempts + ?, failure = NULL
            WHERE request_id = ?
            """)
        .params(
            state.name(),
            time(execution.by().at()),
            execution.by().operatorId(),
            execution.by().terminalId(),
            execution.shiftId(),
            execution.businessDay(),
            state == RefundState.EXECUTING ? 1 : 0,
            requestId)
        .update();
  }

  void fail(UUID requestId, String failure) {
    jdbc.sql("UPDATE aftersales.refund SET state = 'FAILED', failure = ? WHERE request_id = ?")
        .params(failure, requestId)
        .update();
  }

  private List<Refund> refunds(String condition, List<Object> params) {
    return select(condition, params).stream().map(Stored::refund).toList();
  }

  private List<Stored> select(String condition, List<?> params) {
    List<Stored> stored =
        jdbc.sql("SELECT * FROM aftersales.refund " + condition)
            .params(params)
            .query(this::stored)
            .list();
    if (stored.isEmpty()) {
      return stored;
    }
    Map<UUID, List<RefundTicket>> tickets =
        ticketsOf(stored.stream().map(one -> one.refund().requestId()).toList());
    return stored.stream()
        .map(
            one ->
                new Stored(
                    one.refund()
                        .withTickets(tickets.getOrDefault(one.refund().requestId(), List.of())),
                    one.hash(),
                    one.requestedDay()))
        .toList();
  }

  private record TicketOf(UUID requestId, RefundTicket ticket) {}

  private Map<UUID, List<RefundTicket>> ticketsOf(List<UUID> requestIds) {
    return jdbc
        .sql(
            """
            SELECT * FROM aftersales.refund_ticket
            WHERE request_id = ANY(?::uuid[]) ORDER BY ticket_no
            """)
        .param(requestIds.stream().map(UUID::toString).toArray(String[]::new))
        .query(
            (row, number) ->
                new TicketOf(
                    row.getObject("request_id", UUID.class),
                    new RefundTicket(
                        row.getLong("ticket_no"),
                        row.getInt("line_no"),
                        row.getString("product_zh"),
                        row.getString("product_en"),
                        row.getInt("heads"),
                        row.getLong("paid_minor"),
                        row.getLong("amount_minor"),
                        row.getLong("fee_minor"),
                        row.getBoolean("no_show"))))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                TicketOf::requestId, Collectors.mapping(TicketOf::ticket, Collectors.toList())));
  }

  private Stored stored(ResultSet row, int number) throws SQLException {
    String permission = row.getString("permission");
    return new Stored(
        new Refund(
            row.getObject("request_id", UUID.class),
            row.getObject("order_id", UUID.class),
            row.getLong("order_no"),
            RefundState.valueOf(row.getString("state")),
            RefundGround.valueOf(row.getString("ground")),
            row.getString("reason"),
            List.of(),
            new Amounts(
                row.getLong("paid_minor"),
                row.getLong("amount_minor"),
                row.getLong("fee_minor"),
                row.getString("currency"),
                row.getString("tender")),
            new Limit(
                row.getLong("summed_minor"),
                permission,
                settings.limitOf(permission),
                !permission.equals(AftersalesConfiguration.REQUEST)),
            step(row, "requested_by", "requested_terminal", "requested_at"),
            row.getObject("decided_by") == null
                ? null
                : new Decision(
                    step(row, "decided_by", "decided_terminal", "decided_at"),
                    row.getBoolean("same_terminal"),
                    row.getString("decision_note")),
            row.getObject("execution_shift") == null
                ? null
                : new Execution(
                    step(row, "executed_by", "execution_terminal", "executed_at"),
                    row.getObject("execution_shift", UUID.class),
                    row.getObject("execution_day", LocalDate.class)),
            row.getString("failure")),
        row.getBytes("content_hash"),
        row.getObject("requested_day", LocalDate.class));
  }

  private Step step(ResultSet row, String by, String terminal, String at) throws SQLException {
    UUID operatorId = row.getObject(by, UUID.class);
    return new Step(
        operatorId,
        names.of(operatorId),
        row.getObject(terminal, UUID.class),
        row.getObject(at, OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
