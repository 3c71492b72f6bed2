package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.foundation.Columns;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.identity.OperatorNames;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.SoldProduct;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of orders. */
@Component
class OrderStore {

  private final JdbcClient jdbc;
  private final OperatorNames names;

  OrderStore(JdbcClient jdbc, OperatorNames names) {
    this.jdbc = jdbc;
    this.names = names;
  }

  /**
   * What is known of these ids: the hash of what was sold, or nothing of one that is dead. Until
   * the transaction ends none of them dies ({@link #holdSales}).
   */
  Map<UUID, Optional<byte[]>> known(Collection<UUID> orderIds) {
    Map<UUID, Optional<byte[]>> known = new HashMap<>();
    String[] ids = texts(orderIds);
    jdbc.sql(
            """
            SELECT * FROM (
              SELECT order_id, content_hash FROM ordering.sale_order
              WHERE order_id = ANY(?::uuid[]) FOR KEY SHARE) sold
            UNION ALL
            SELECT order_id, NULL FROM ordering.abandoned_sale WHERE order_id = ANY(?::uuid[])
            """)
        .params(ids, ids)
        .query(
            row -> {
              known.put(
                  row.getObject("order_id", UUID.class),
                  Optional.ofNullable(row.getBytes("content_hash")));
            });
    return known;
  }

  /**
   * Lets sales that are being written end, and new ones wait until this transaction has ended: the
   * lock is the one that {@link #known} waits for. It costs sales nothing while nobody asks.
   */
  void holdSales() {
    jdbc.sql("LOCK TABLE ordering.sale_order IN EXCLUSIVE MODE").update();
  }

  /**
   * Marks an id as dead; the caller holds the sales and has seen that it was not sold.
   *
   * @return false if it was dead already
   */
  boolean abandon(UUID orderId, SignedIn who, Moment now) {
    return jdbc.sql(
                """
                INSERT INTO ordering.abandoned_sale
                  (order_id, at, operator_id, terminal_id)
                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
            .params(orderId, now.at().atOffset(ZoneOffset.UTC), who.operatorId(), who.terminalId())
            .update()
        == 1;
  }

  /** Nothing if both are the same command; else the conflict. */
  static Optional<Refusal> sameContent(byte[] stored, byte[] given) {
    return MessageDigest.isEqual(stored, given)
        ? Optional.empty()
        : Optional.of(Refusal.of(OrderingProblem.ORDER_CONFLICT));
  }

  private record LineOf(Sale sale, Quote.Line line) {}

  /** Writes orders and their lines, and gives each sale its number, all in one statement. */
  void insert(List<Sale> sales) {
    Map<UUID, Sale> byId = new HashMap<>();
    sales.forEach(sale -> byId.put(sale.orderId(), sale));
    Columns<Sale> sale = Columns.of(sales);
    Columns<LineOf> line =
        Columns.of(
            sales.stream()
                .flatMap(
                    one ->
                        SaleLines.shown(one.command().priced()).stream()
                            .map(shown -> new LineOf(one, shown)))
                .toList());
    jdbc.sql(
            """
            WITH orders AS (
              INSERT INTO ordering.sale_order
                (order_id, order_no, content_hash, state, channel, sold_at, business_day,
                 operator_id, terminal_id, shift_id,
                 currency, total_minor, tender, tendered_minor, change_minor)
              SELECT id, nextval('ordering.order_number_block'), hash, 'FULFILLED', ?, at, day,
                     operator, terminal, shift, currency, total, tender, tendered, change
              FROM unnest(?::uuid[], ?::bytea[], ?::timestamptz[], ?::date[],
                          ?::uuid[], ?::uuid[], ?::uuid[],
                          ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[])
                AS o(id, hash, at, day, operator, terminal, shift,
                     currency, total, tender, tendered, change)
              RETURNING order_id, order_no
            ), lines AS (
              INSERT INTO ordering.order_line
                (order_id, line_no, product_id, version_id, product_no, product_version,
                 product_zh, product_en, quantity, tickets, heads, unit_minor, amount_minor,
                 visit_day, slot_no, hold_id)
              SELECT l.*
              FROM unnest(?::uuid[], ?::integer[], ?::uuid[], ?::uuid[], ?::integer[],
                          ?::integer[], ?::text[], ?::text[], ?::integer[], ?::integer[],
                          ?::integer[], ?::bigint[], ?::bigint[], ?::date[], ?::integer[],
                          ?::uuid[])
                AS l(order_id, line_no, product_id, version_id, product_no, product_version,
                     product_zh, product_en, quantity, tickets, heads, unit_minor, amount_minor,
                     visit_day, slot_no, hold_id)
              JOIN orders USING (order_id)
            )
            SELECT order_id, order_no FROM orders
            """)
        .params(
            Sale.CHANNEL,
            sale.texts(Sale::orderId),
            sale.bytes(s -> s.command().hash()),
            sale.texts(s -> s.moment().at()),
            sale.texts(s -> s.moment().day()),
            sale.texts(s -> s.command().who().operatorId()),
            sale.texts(s -> s.command().who().terminalId()),
            sale.texts(s -> s.shift().id().value()),
            sale.texts(s -> s.command().priced().total().currency().getCurrencyCode()),
            sale.numbers(s -> s.command().priced().total().minor()),
            sale.texts(s -> s.command().request().tender().kind()),
            sale.numbers(s -> s.command().priced().total().minor() + s.paid().change().minor()),
            sale.numbers(s -> s.paid().change().minor()),
            line.texts(l -> l.sale().orderId()),
            line.numbers(l -> l.line().lineNo()),
            line.texts(l -> l.line().product().id()),
            line.texts(l -> l.line().product().versionId()),
            line.numbers(l -> l.line().product().no()),
            line.numbers(l -> l.line().product().version()),
            line.texts(l -> l.line().product().nameZh()),
            line.texts(l -> l.line().product().nameEn()),
            line.numbers(l -> l.line().quantity()),
            line.numbers(l -> l.line().tickets()),
            line.numbers(l -> l.line().heads()),
            line.numbers(l -> l.line().unitMinor()),
            line.numbers(l -> l.line().amountMinor()),
            line.texts(l -> l.line().visit().day()),
            line.numbers(l -> l.line().visit().slotNo()),
            line.texts(
                l -> {
                  var hold = l.sale().places().get(l.line().lineNo());
                  return hold == null ? null : hold.value();
                }))
        .query(
            row -> {
              Objects.requireNonNull(byId.get(row.getObject("order_id", UUID.class)))
                  .setOrderNo(row.getLong("order_no"));
            });
  }

  /** An order without its tickets. */
  record Stored(
      UUID orderId,
      long orderNo,
      boolean voided,
      Order.Sale sale,
      Order.Paid money,
      byte[] contentHash) {}

  Optional<Stored> find(UUID orderId) {
    return select("WHERE order_id = ?", orderId);
  }

  /** The same, locked until the transaction ends. */
  Optional<Stored> lock(UUID orderId) {
    return select("WHERE order_id = ? FOR UPDATE", orderId);
  }

  private Optional<Stored> select(String condition, Object param) {
    return jdbc.sql("SELECT * FROM ordering.sale_order " + condition)
        .param(param)
        .query(this::stored)
        .optional();
  }

  List<Stored> findAll(Collection<UUID> orderIds) {
    return jdbc.sql("SELECT * FROM ordering.sale_order WHERE order_id = ANY(?::uuid[])")
        .param(texts(orderIds))
        .query(this::stored)
        .list();
  }

  Optional<UUID> idOf(long orderNo) {
    return jdbc.sql("SELECT order_id FROM ordering.sale_order WHERE order_no = ?")
        .param(orderNo)
        .query(UUID.class)
        .optional();
  }

  private Stored stored(ResultSet row, int number) throws SQLException {
    UUID operatorId = row.getObject("operator_id", UUID.class);
    return new Stored(
        row.getObject("order_id", UUID.class),
        row.getLong("order_no"),
        row.getString("state").equals("VOIDED"),
        new Order.Sale(
            row.getString("channel"),
            row.getObject("sold_at", OffsetDateTime.class).toInstant(),
            row.getObject("business_day", LocalDate.class),
            operatorId,
            names.of(operatorId),
            row.getObject("terminal_id", UUID.class),
            row.getObject("shift_id", UUID.class)),
        new Order.Paid(
            row.getLong("total_minor"),
            row.getString("currency"),
            row.getString("tender"),
            row.getLong("tendered_minor"),
            row.getLong("change_minor")),
        row.getBytes("content_hash"));
  }

  /** An order's line with the places that were sold to it. */
  record StoredLine(Quote.Line line, Optional<UUID> holdId) {}

  List<StoredLine> linesOf(UUID orderId) {
    return jdbc.sql("SELECT * FROM ordering.order_line WHERE order_id = ? ORDER BY line_no")
        .param(orderId)
        .query(OrderStore::line)
        .list();
  }

  private static StoredLine line(ResultSet row, int number) throws SQLException {
    return new StoredLine(
        new Quote.Line(
            row.getInt("line_no"),
            new SoldProduct(
                row.getObject("product_id", UUID.class),
                row.getObject("version_id", UUID.class),
                row.getInt("product_no"),
                row.getInt("product_version"),
                row.getString("product_zh"),
                row.getString("product_en")),
            row.getInt("quantity"),
            row.getInt("tickets"),
            row.getInt("heads"),
            row.getLong("unit_minor"),
            row.getLong("amount_minor"),
            new Visit(
                row.getObject("visit_day", LocalDate.class),
                row.getObject("slot_no", Integer.class))),
        Optional.ofNullable(row.getObject("hold_id", UUID.class)));
  }

  /** Orders of a terminal on a day, newest first, after an order number if there is one. */
  List<OrderingController.OrderSummary> ofTerminal(
      UUID terminalId, LocalDate day, long beforeOrderNo, int limit) {
    return new ArrayList<>(
        jdbc.sql(
                """
                SELECT o.order_id, o.order_no, o.state, o.sold_at, o.operator_id, o.total_minor,
                       sum(l.tickets)::integer AS tickets, sum(l.heads)::integer AS heads
                FROM ordering.sale_order o JOIN ordering.order_line l USING (order_id)
                WHERE o.terminal_id = ? AND o.business_day = ? AND o.order_no < ?
                GROUP BY o.order_id
                ORDER BY o.order_no DESC LIMIT ?
                """)
            .params(terminalId, day, beforeOrderNo, limit)
            .query(
                (row, number) ->
                    new OrderingController.OrderSummary(
                        row.getObject("order_id", UUID.class),
                        row.getLong("order_no"),
                        OrderState.valueOf(row.getString("state")),
                        row.getObject("sold_at", OffsetDateTime.class).toInstant(),
                        names.of(row.getObject("operator_id", UUID.class)),
                        row.getInt("tickets"),
                        row.getInt("heads"),
                        row.getLong("total_minor")))
            .list());
  }

  /** A void as it stands in the books. */
  record StoredVoid(UUID requestId, UUID orderId) {}

  Optional<StoredVoid> findVoid(UUID requestId) {
    return jdbc.sql("SELECT request_id, order_id FROM ordering.order_void WHERE request_id = ?")
        .param(requestId)
        .query(StoredVoid.class)
        .optional();
  }

  int voidsIn(UUID shiftId) {
    return jdbc.sql("SELECT count(*) FROM ordering.order_void WHERE shift_id = ?")
        .param(shiftId)
        .query(Integer.class)
        .single();
  }

  void insertVoid(Voids.Undone undone) {
    jdbc.sql(
            """
            WITH voided AS (
              UPDATE ordering.sale_order SET state = 'VOIDED' WHERE order_id = ?
            )
            INSERT INTO ordering.order_void
              (order_id, request_id, at, business_day, operator_id, terminal_id, shift_id,
               reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            undone.orderId(),
            undone.orderId(),
            undone.requestId(),
            undone.moment().at().atOffset(ZoneOffset.UTC),
            undone.moment().day().date(),
            undone.who().operatorId(),
            undone.who().terminalId(),
            undone.shiftId(),
            undone.reason())
        .update();
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }
}
