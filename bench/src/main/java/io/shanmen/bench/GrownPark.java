package io.shanmen.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A park in which much was sold in the year before: real orders and passages first, then the same
 * rows over and over with other numbers, days, windows and types, written by SQL so that every
 * invariant of the books holds. It is kept, and grows on from where it stands.
 */
final class GrownPark {

  /** The number of a ticket that is in every grown park. */
  static final long A_TICKET = 9_000;

  /** The number of such an order. */
  static final long AN_ORDER = Multiplication.FIRST_ORDER_NO + A_TICKET / 4;

  private static final int TICKETS_AN_ORDER = 4;
  private static final long STEP_TICKETS = 200_000;

  /** Filled over so many days up to yesterday. */
  private static final int DAYS = 365;

  private static final Duration SETTLED_LIMIT = Duration.ofMinutes(10);

  private GrownPark() {}

  /** Opens the park that is kept for later runs, and lets it grow to its size. */
  static BenchPark open(Ground ground) throws Exception {
    return open(ground, ground.kept().resolve("grown"), ground.tickets());
  }

  /** Opens a park in this folder with at least so many tickets. */
  static BenchPark open(Ground ground, Path folder, long tickets) throws Exception {
    BenchPark park = BenchPark.open(ground.programs(), folder);
    try {
      grow(park, tickets);
      return park;
    } catch (Exception e) {
      park.close();
      throw e;
    }
  }

  private static void grow(BenchPark park, long tickets) throws Exception {
    try (HikariDataSource pool = Pools.of(park.superuser(), 1)) {
      JdbcClient jdbc = JdbcClient.create(pool);
      jdbc.sql(
              """
              CREATE SCHEMA IF NOT EXISTS bench;
              CREATE TABLE IF NOT EXISTS bench.grown (tickets bigint NOT NULL);
              -- A year's cash is in one drawer here.
              UPDATE cashdesk.drawer SET drop_limit_minor = 1000000000000000
              """)
          .update();
      long there =
          jdbc.sql("SELECT coalesce(sum(tickets), 0) FROM bench.grown").query(Long.class).single();
      if (there >= tickets) {
        return;
      }
      if (there == 0) {
        sample(park, jdbc);
      }
      Multiplication multiplication = new Multiplication(jdbc, TICKETS_AN_ORDER, DAYS);
      TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
      long total = tickets;
      while (there < tickets) {
        long from = there;
        long to = Math.min(tickets, there + STEP_TICKETS);
        transaction.executeWithoutResult(status -> multiplication.write(from, to, total));
        there = to;
      }
      jdbc.sql("VACUUM (ANALYZE)").update();
    }
  }

  /** Sells one order and lets one of its people in, to have rows of which to make more. */
  private static void sample(BenchPark park, JdbcClient jdbc) throws Exception {
    String orderId;
    try (Caller window = park.window();
        Caller gate = park.gate()) {
      var order = Sales.order(window, park.product(), TICKETS_AN_ORDER);
      orderId = order.path("orderId").asString();
      Runnable check =
          new Checks(List.of(order.path("tickets").get(0).path("code").path("qr").asString()))
              .client(gate, "sample");
      check.run();
      check.run();
    }
    Multiplication.sample(jdbc, orderId);
  }

  /** Waits until sums are kept as they are in a park that runs: of all days over, and of today. */
  static void awaitSettled(BenchPark park) throws Exception {
    try (HikariDataSource pool = Pools.of(park.database(), 1)) {
      JdbcClient jdbc = JdbcClient.create(pool);
      long deadline = System.nanoTime() + SETTLED_LIMIT.toNanos();
      while (!jdbc.sql(
              """
              SELECT coalesce(max(up_to) >= current_date - 2
                AND max(open_to) > now() - interval '25 minutes', false) FROM insight.settled
              """)
          .query(Boolean.class)
          .single()) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the days were not settled in " + SETTLED_LIMIT);
        }
        Thread.sleep(Duration.ofMillis(500));
      }
    }
  }

  /** How many tickets a day has. */
  static long soldOn(BenchPark park, LocalDate day) throws IOException {
    try (HikariDataSource pool = Pools.of(park.database(), 1)) {
      return JdbcClient.create(pool)
          .sql("SELECT count(*) FROM ticketing.ticket WHERE business_day = ?")
          .param(day)
          .query(Long.class)
          .single();
    }
  }

  /** Makes so many of the tickets a gate's business, as if they were still to come. */
  static void tellGates(BenchPark park, long tickets) throws IOException {
    try (HikariDataSource pool = Pools.of(park.superuser(), 1)) {
      JdbcClient.create(pool)
          .sql(
              """
              INSERT INTO admission.feed_known (rank, key, seq, keep_until, body)
              SELECT 6, lpad(ticket_no::text, 12, '0'), h.seq, current_date + 60,
                     format('{"seq":%s,"kind":"TICKET","at":"%sZ","ticketNo":%s,"codeVersion":%s,'
                              || '"state":"%s","claims":"%s"}',
                       h.seq, to_char(issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'),
                       ticket_no, code_version, state, encode(claims, 'base64'))
              FROM (SELECT * FROM ticketing.ticket ORDER BY ticket_no LIMIT ?) t,
                   admission.feed_head h
              ON CONFLICT (rank, key) DO NOTHING
              """)
          .param(tickets)
          .update();
    }
  }
}
