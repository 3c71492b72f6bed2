package io.shanmen.systemtests.kill;

import io.shanmen.server.doctor.VerifyProgram;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** Compares what the clients were told with what the database says. */
final class Reckoning {

  private final KilledPark park;
  private final Books books;

  Reckoning(KilledPark park, Books books) {
    this.park = park;
    this.books = books;
  }

  /** All that does not fit; may be asked while everybody works. */
  List<String> differences() throws SQLException {
    // Taken before the database is asked, so that everything in it was acknowledged by then.
    List<Books.Sold> sales = copy(books.sales);
    List<Books.Refunded> refunds = copy(books.refunds);
    List<Books.Closed> closes = copy(books.closes);
    List<Integer> epochs = copy(books.epochs);
    List<String> found = new ArrayList<>(books.complaints());
    try (Connection database = park.database()) {
      found.addAll(lostSales(database, sales));
      found.addAll(lostRefunds(database, refunds));
      found.addAll(lostCloses(database, closes));
      found.addAll(SoldCodes.notVerified(database, sales));
      found.addAll(lostEpochs(database, epochs));
      found.addAll(ask(database, HALF_ROTATIONS));
      found.addAll(ask(database, TWICE_ONLINE));
      found.addAll(ask(database, TORN_JOURNALS));
    }
    found.addAll(verify());
    return found;
  }

  /** What may be asked when nobody works any more: every gate has told everything. */
  List<String> untold() throws SQLException {
    List<String> untold = new ArrayList<>();
    for (int gate = 1; gate <= park.park().gates().size(); gate++) {
      Path file = park.data().resolveSibling("gate-" + gate).resolve("data/journal.db");
      try (Connection journal = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = journal.createStatement();
          ResultSet head =
              statement.executeQuery("SELECT (SELECT id FROM journal), max(seq) FROM entry")) {
        head.next();
        untold.addAll(notAcknowledged(head.getString(1), head.getLong(2)));
      }
    }
    return untold;
  }

  private List<String> notAcknowledged(String journal, long lastSeq) throws SQLException {
    try (Connection database = park.database();
        PreparedStatement statement =
            database.prepareStatement(
                """
                SELECT format('journal %s: %s written, %s acknowledged', journal_id, ?, ack_seq)
                FROM admission.journal WHERE journal_id = ?::uuid AND ack_seq <> ?
                """)) {
      statement.setLong(1, lastSeq);
      statement.setString(2, journal);
      statement.setLong(3, lastSeq);
      return lines(statement.executeQuery());
    }
  }

  private static List<String> lostSales(Connection database, List<Books.Sold> sales)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            SELECT format('sale %s of %s: order of %s, %s tickets of %s, %s in the ledger',
              a.order_id, a.total, o.total_minor, t.tickets, a.tickets, e.paid)
            FROM unnest(?::uuid[], ?::bigint[], ?::int[]) AS a (order_id, total, tickets)
            LEFT JOIN ordering.sale_order o USING (order_id)
            LEFT JOIN (SELECT order_id, count(*) AS tickets FROM ticketing.ticket GROUP BY 1) t
              USING (order_id)
            LEFT JOIN (SELECT reference, sum(credit_minor) AS paid FROM ledger.v_entry
                       WHERE kind = 'ORDER_CLEARING' AND reason = 'CASH_SALE' GROUP BY 1) e
              ON e.reference = a.order_id::text
            WHERE (a.total, a.tickets, a.total)
              IS DISTINCT FROM (o.total_minor, t.tickets, e.paid)
            """)) {
      statement.setArray(1, array(database, "uuid", sales, Books.Sold::orderId));
      statement.setArray(2, array(database, "bigint", sales, Books.Sold::totalMinor));
      statement.setArray(3, array(database, "int", sales, sold -> sold.ticketNos().size()));
      return lines(statement.executeQuery());
    }
  }

  private static List<String> lostRefunds(Connection database, List<Books.Refunded> refunds)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            SELECT format('refund %s of %s: %s, paid %s, ticket %s', a.request_id, a.amount,
              r.state, p.paid, t.state)
            FROM unnest(?::uuid[], ?::bigint[], ?::bigint[]) AS a (request_id, amount, ticket_no)
            LEFT JOIN aftersales.refund r USING (request_id)
            LEFT JOIN (SELECT refund_id, sum(amount_minor) AS paid FROM payment.refund GROUP BY 1) p
              ON p.refund_id = a.request_id
            LEFT JOIN ticketing.ticket t USING (ticket_no)
            WHERE (r.state, p.paid, t.state) IS DISTINCT FROM ('DONE', a.amount, 'REFUNDED')
            """)) {
      statement.setArray(1, array(database, "uuid", refunds, Books.Refunded::requestId));
      statement.setArray(2, array(database, "bigint", refunds, Books.Refunded::amountMinor));
      statement.setArray(3, array(database, "bigint", refunds, Books.Refunded::ticketNo));
      return lines(statement.executeQuery());
    }
  }

  private static List<String> lostCloses(Connection database, List<Books.Closed> closes)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            SELECT format('shift %s: Z %s with %s, in the database %s with %s', a.shift_id, a.z,
              a.counted, s.z_number, s.expected_minor)
            FROM unnest(?::uuid[], ?::int[], ?::bigint[]) AS a (shift_id, z, counted)
            LEFT JOIN cashdesk.shift s USING (shift_id)
            WHERE (s.z_number, s.expected_minor) IS DISTINCT FROM (a.z, a.counted)
            """)) {
      statement.setArray(1, array(database, "uuid", closes, Books.Closed::shiftId));
      statement.setArray(2, array(database, "int", closes, Books.Closed::zNumber));
      statement.setArray(3, array(database, "bigint", closes, Books.Closed::countedMinor));
      return lines(statement.executeQuery());
    }
  }

  private static List<String> lostEpochs(Connection database, List<Integer> epochs)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            SELECT format('epoch %s is lost', a.epoch) FROM unnest(?::int[]) AS a (epoch)
            WHERE a.epoch NOT IN (SELECT epoch FROM ticketing.code_key)
            """)) {
      statement.setArray(1, array(database, "int", epochs, epoch -> epoch));
      return lines(statement.executeQuery());
    }
  }

  /** A rotation is whole: its key, the retirement of the former, its entry in the log. */
  private static final String HALF_ROTATIONS =
      """
      SELECT format('epoch %s is %s, in the log %s times', k.epoch, k.state, l.entries)
      FROM ticketing.code_key k
      CROSS JOIN LATERAL (
        SELECT count(*) AS entries FROM audit.entry
        WHERE action = 'ticketing.code_key_renewed' AND subject_id = k.epoch::text) l
      WHERE (k.state = 'ACTIVE') <> (k.epoch = (SELECT max(epoch) FROM ticketing.code_key))
         OR l.entries <> CASE WHEN k.epoch = 1 THEN 0 ELSE 1 END
      """;

  /** Two passages on one use, both of which the server itself had decided. */
  private static final String TWICE_ONLINE =
      """
      SELECT format('ticket %s was let in twice online: %s and %s', p.ticket_no, p.request_id,
        c.other_request)
      FROM admission.conflict c
      JOIN admission.passage p USING (request_id, nth)
      JOIN admission.passage o ON (o.request_id, o.nth) = (c.other_request, c.other_nth)
      WHERE c.kind = 'DOUBLE_ENTRY' AND p.decided_by = 'SERVER' AND o.decided_by = 'SERVER'
      """;

  /** A journal goes on after each kill: one for each gate, whole, accepted. */
  private static final String TORN_JOURNALS =
      """
      SELECT format('journal %s of gate %s: %s of %s entries, broken at %s, %s journals',
        j.journal_id, j.gate_id, count(e.seq), j.stored_seq, j.broken_seq,
        (SELECT count(*) FROM admission.journal x WHERE x.gate_id = j.gate_id))
      FROM admission.journal j LEFT JOIN admission.journal_entry e USING (journal_id)
      GROUP BY j.journal_id
      HAVING count(e.seq) <> j.stored_seq OR j.broken_seq IS NOT NULL
          OR (SELECT count(*) FROM admission.journal x WHERE x.gate_id = j.gate_id) > 1
      """;

  private List<String> verify() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    int code = VerifyProgram.run(new String[] {"--shanmen.data=" + park.data()}, out);
    return code == 0 ? List.of() : List.of(told.toString(StandardCharsets.UTF_8));
  }

  private static List<String> ask(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      return lines(statement.executeQuery(sql));
    }
  }

  private static List<String> lines(ResultSet rows) throws SQLException {
    try (rows) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }

  private static <T> java.sql.Array array(
      Connection database, String type, List<T> from, Function<T, Object> value)
      throws SQLException {
    return database.createArrayOf(type, from.stream().map(value).toArray());
  }

  private static <T> List<T> copy(Queue<T> from) {
    return List.copyOf(from);
  }
}
