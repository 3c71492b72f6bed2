package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkProfile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes payments and refunds in sets. */
@Component
class PaymentStore {

  private static final String PAYMENT =
      """
      SELECT order_id, number, payment_id, kind, state, amount_minor, received_minor, change_minor,
        refunded_minor
      FROM payment.payment
      WHERE order_id = ANY (?::uuid[])
      ORDER BY order_id, number
      """;

  /** A payment and the shift that took it. */
  record Taken(PaymentRow row, OpenShift shift) {}

  /** A refund and the shift that pays it. */
  record Returned(Refunded refund, OpenShift shift) {}

  private final JdbcClient jdbc;
  private final ParkProfile park;

  PaymentStore(JdbcClient jdbc, ParkProfile park) {
    this.jdbc = jdbc;
    this.park = park;
  }

  Map<UUID, List<PaymentRow>> ofOrders(Collection<UUID> orders) {
    return byOrder(PAYMENT, orders);
  }

  /** The same, locked so that nobody else refunds them meanwhile. */
  Map<UUID, List<PaymentRow>> lockOfOrders(Collection<UUID> orders) {
    return byOrder(PAYMENT + "FOR UPDATE", orders);
  }

  Map<RefundId, Refunded> refunds(Collection<RefundId> ids) {
    Map<RefundId, Refunded> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT r.refund_id, r.order_id, r.payment_id, r.kind, r.amount_minor
            FROM payment.refund r
            JOIN payment.payment p USING (payment_id)
            WHERE r.refund_id = ANY (?::uuid[])
            ORDER BY r.kind = 'CASH', p.number DESC
            """)
        .param(ids.stream().map(RefundId::value).toArray(UUID[]::new))
        .query(
            row -> {
              RefundId id = new RefundId(row.getObject("refund_id", UUID.class));
              UUID order = row.getObject("order_id", UUID.class);
              RefundPart part =
                  new RefundPart(
                      new PaymentId(row.getObject("payment_id", UUID.class)),
                      TenderKind.valueOf(row.getString("kind")),
                      money(row, "amount_minor"));
              found.merge(id, new Refunded(id, order, List.of(part)), PaymentStore::join);
            });
    return found;
  }

  /**
   * Writes the payments of those orders that have none, and that the drawer opens for those in
   * cash, in one statement.
   *
   * @return the orders whose payments were written
   */
  Set<UUID> insert(List<Taken> payments, Moment now) {
    List<OpenShift> shifts = payments.stream().map(Taken::shift).toList();
    List<PaymentRow> rows = payments.stream().map(Taken::row).toList();
    return Set.copyOf(
        jdbc.sql(
                """
                WITH taken AS (
                  INSERT INTO payment.payment
                    (payment_id, order_id, number, kind, state, amount_minor, received_minor,
                     shift_id, operator_id, terminal_id, business_day, paid_at)
                  SELECT payment_id, order_id, number, kind, state, amount_minor, received_minor,
                    shift_id, operator_id, terminal_id, ?, ?
                  FROM unnest(?::uuid[], ?::uuid[], ?::int[], ?::text[], ?::text[], ?::bigint[],
                    ?::bigint[], ?::uuid[], ?::uuid[], ?::uuid[])
                    AS p (payment_id, order_id, number, kind, state, amount_minor, received_minor,
                      shift_id, operator_id, terminal_id)
                  WHERE NOT EXISTS (
                    SELECT FROM payment.payment known WHERE known.order_id = p.order_id)
                  RETURNING *
                ), opened AS (
                  INSERT INTO payment.drawer_opening
                    (opening_id, shift_id, terminal_id, operator_id, cause, opened_at)
                  SELECT payment_id, shift_id, terminal_id, operator_id, 'SALE', paid_at
                  FROM taken
                  WHERE kind = 'CASH'
                )
                SELECT DISTINCT order_id FROM taken
                """)
            .param(now.day().date())
            .param(utc(now.at()))
            .param(uuids(rows, row -> row.payment().id().value()))
            .param(uuids(rows, PaymentRow::orderId))
            .param(rows.stream().map(PaymentRow::number).toArray(Integer[]::new))
            .param(rows.stream().map(row -> row.payment().kind().name()).toArray(String[]::new))
            .param(rows.stream().map(row -> row.state().name()).toArray(String[]::new))
            .param(rows.stream().map(row -> row.payment().amount().minor()).toArray(Long[]::new))
            .param(rows.stream().map(row -> row.payment().received().minor()).toArray(Long[]::new))
            .param(uuids(shifts, shift -> shift.id().value()))
            .param(uuids(shifts, shift -> shift.till().operatorId()))
            .param(uuids(shifts, shift -> shift.till().terminalId()))
            .query((row, number) -> row.getObject("order_id", UUID.class))
            .list());
  }

  /** Writes refunds, and that the drawer opens for those in cash, in one statement. */
  void insertRefunds(List<Returned> refunds, Moment now) {
    record Part(Returned of, RefundPart part) {}
    List<Part> parts =
        refunds.stream()
            .flatMap(of -> of.refund().parts().stream().map(part -> new Part(of, part)))
            .toList();
    jdbc.sql(
            """
            WITH paid_back AS (
              SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[],
                ?::uuid[], ?::uuid[], ?::uuid[])
                AS r (refund_id, payment_id, order_id, kind, amount_minor, shift_id, operator_id,
                  terminal_id)
            ), refunded AS (
              INSERT INTO payment.refund
                (refund_id, payment_id, order_id, kind, amount_minor, shift_id, operator_id,
                 terminal_id, business_day, refunded_at)
              SELECT paid_back.*, ?, ? FROM paid_back
              RETURNING *
            ), opened AS (
              INSERT INTO payment.drawer_opening
                (opening_id, shift_id, terminal_id, operator_id, cause, opened_at)
              SELECT DISTINCT ON (refund_id)
                refund_id, shift_id, terminal_id, operator_id, 'REFUND', refunded_at
              FROM refunded
              WHERE kind = 'CASH'
            )
            UPDATE payment.payment p
            SET refunded_minor = p.refunded_minor + s.amount_minor
            FROM (
              SELECT payment_id, sum(amount_minor)::bigint AS amount_minor
              FROM paid_back GROUP BY payment_id
            ) s
            WHERE p.payment_id = s.payment_id
            """)
        .param(uuids(parts, part -> part.of().refund().id().value()))
        .param(uuids(parts, part -> part.part().payment().value()))
        .param(uuids(parts, part -> part.of().refund().orderId()))
        .param(parts.stream().map(part -> part.part().kind().name()).toArray(String[]::new))
        .param(parts.stream().map(part -> part.part().amount().minor()).toArray(Long[]::new))
        .param(uuids(parts, part -> part.of().shift().id().value()))
        .param(uuids(parts, part -> part.of().shift().till().operatorId()))
        .param(uuids(parts, part -> part.of().shift().till().terminalId()))
        .param(now.day().date())
        .param(utc(now.at()))
        .update();
  }

  private Map<UUID, List<PaymentRow>> byOrder(String sql, Collection<UUID> orders) {
    return jdbc.sql(sql).param(orders.toArray(UUID[]::new)).query(this::payment).list().stream()
        .collect(Collectors.groupingBy(PaymentRow::orderId));
  }

  private PaymentRow payment(ResultSet row, int number) throws SQLException {
    return new PaymentRow(
        row.getObject("order_id", UUID.class),
        row.getInt("number"),
        new Payment(
            new PaymentId(row.getObject("payment_id", UUID.class)),
            TenderKind.valueOf(row.getString("kind")),
            money(row, "amount_minor"),
            money(row, "received_minor"),
            money(row, "change_minor")),
        PaymentState.valueOf(row.getString("state")),
        money(row, "refunded_minor"));
  }

  private Money money(ResultSet row, String column) throws SQLException {
    return park.park().money(row.getLong(column));
  }

  private static Refunded join(Refunded one, Refunded other) {
    List<RefundPart> parts = new ArrayList<>(one.parts());
    parts.addAll(other.parts());
    return new Refunded(one.id(), one.orderId(), parts);
  }

  private static <T> UUID[] uuids(List<T> of, Function<T, UUID> id) {
    return of.stream().map(id).toArray(UUID[]::new);
  }

  private static OffsetDateTime utc(Instant moment) {
    return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
  }
}
