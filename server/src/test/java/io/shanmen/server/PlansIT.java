package io.shanmen.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.Statements;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ordering.TestSales.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Where much has been sold, a sale, a check and a look-up still take their rows by an index: no
 * plan reads a large table, or a whole index of it.
 */
@ParkIT
class PlansIT {

  private static final int ROWS = 30_000;

  /** Large tables, and what makes each of their rows another than the one that was sold. */
  private static final Map<String, Map<String, String>> LARGE =
      Map.of(
          "ordering.sale_order",
              Map.of("order_id", "md5('o' || n)::uuid", "order_no", "100000000 + n"),
          "ordering.order_line", Map.of("order_id", "md5('o' || n)::uuid"),
          "ticketing.ticket",
              Map.of("ticket_no", "n", "order_id", "md5('o' || n)::uuid", "state", "'EXPIRED'"),
          "payment.payment",
              Map.of("payment_id", "md5('p' || n)::uuid", "order_id", "md5('o' || n)::uuid"),
          "capacity.claim", Map.of("hold_id", "md5('h' || n)::uuid"),
          "ledger.transfer",
              Map.of("transfer_id", "md5('t' || n)::uuid", "reference", "md5('o' || n)"),
          "admission.presentation", Map.of("request_id", "md5('r' || n)::uuid", "ticket_no", "n"),
          "admission.passage", Map.of("request_id", "md5('r' || n)::uuid", "ticket_no", "n"));

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired Gates gates;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private Client gate;
  private Client window;
  private Product product;
  private int planned;

  @BeforeEach
  void aSaleAndACheck() {
    gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
    window = sales.window();
    product = sales.withPlaces(8_000, 1_000);
    check(sell());
  }

  @Test
  void whereMuchWasSoldRowsAreStillFoundByAnIndex() {
    Set<String> statements =
        Statements.during(this::aDaysWork).stream()
            .map(Statements.Statement::sql)
            .filter(sql -> LARGE.keySet().stream().anyMatch(sql::contains))
            .collect(Collectors.toSet());
    assertThat(statements).hasSizeGreaterThan(12);

    TransactionTemplate undone = new TransactionTemplate(transactions);
    List<String> bad = new ArrayList<>();
    undone.executeWithoutResult(
        status -> {
          multiply();
          jdbc.sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
          statements.forEach(sql -> bad.addAll(scans(sql)));
          status.setRollbackOnly();
        });

    assertThat(planned).as("statements with a general plan").isGreaterThan(12);
    assertThat(bad).isEmpty();
  }

  @Test
  void aPageOfLinesReadsAnIndexHoweverLongItsSpan() {
    Client manager = clients.signedInAs(BuiltInRole.MANAGER);
    for (String kind : List.of("SALES", "PASSAGES")) {
      List<String> asked =
          Statements.during(
                  () ->
                      manager
                          .get(
                              "/api/insight/reports/lines/%s?from=2026-01-01&to=2026-12-31"
                                  .formatted(kind))
                          .ok())
              .stream()
              .map(Statements.Statement::sql)
              .filter(sql -> sql.contains("business_day BETWEEN"))
              // In the background the sums of days that are over may be made just now.
              .filter(sql -> !sql.startsWith("INSERT"))
              .toList();
      assertThat(asked).as(kind).hasSize(1);

      new TransactionTemplate(transactions)
          .executeWithoutResult(
              status -> {
                multiply();
                jdbc.sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
                // Presorted by the index of time: only lines of one moment are sorted.
                assertThat(plan(asked.getFirst()))
                    .as(kind)
                    .anyMatch(step -> step.contains("Incremental Sort"));
                assertThat(scans(asked.getFirst())).as(kind).isEmpty();
                status.setRollbackOnly();
              });
    }
  }

  @Test
  void aReportReadsTheRestOfTheDaysSalesFromTheIndexOfTime() {
    Client manager = clients.signedInAs(BuiltInRole.MANAGER);
    List<String> asked =
        Statements.during(() -> manager.get("/api/insight/reports/DAY").ok()).stream()
            .map(Statements.Statement::sql)
            .filter(sql -> sql.contains("ordering.v_sale_lines"))
            .toList();
    assertThat(asked).as("each kind of sum once").hasSize(4);

    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              multiply();
              jdbc.sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
              for (String sql : asked) {
                assertThat(plan(sql))
                    .as(sql)
                    .anyMatch(step -> step.contains("Index Cond") && step.contains("sold_at >="));
              }
              status.setRollbackOnly();
            });
  }

  private void aDaysWork() {
    JsonNode order = sell();
    check(order);
    Client desk = clients.signedInWith("ticketing.look-up");
    for (String text :
        List.of(
            order.path("orderNo").asString(),
            order.path("tickets").get(0).path("ticketNo").asString(),
            order.path("orderId").asString())) {
      desk.post("/api/ticketing/look-ups", Map.of("text", text)).ok();
    }
    JsonNode mistake = sell();
    window
        .post(
            "/api/ordering/orders/" + mistake.path("orderId").asString() + "/void",
            Map.of("requestId", UUID.randomUUID(), "reason", "按错"))
        .ok();
  }

  private JsonNode sell() {
    return sales.sell(window, sales.sale(product, 1)).ok();
  }

  private void check(JsonNode order) {
    UUID requestId = UUID.randomUUID();
    gate.post(
            "/api/gate/authorise",
            Map.of(
                "requestId",
                requestId,
                "code",
                order.path("tickets").get(0).path("code").path("qr").asString(),
                "reader",
                "r-" + requestId,
                "direction",
                "ENTRY",
                "atMost",
                9,
                "at",
                clock.instant()))
        .ok();
    gate.post(
            "/api/gate/confirm", Map.of("requestId", requestId, "passed", 1, "at", clock.instant()))
        .ok();
  }

  /** Rows of a park that has been open for long: everything is used, sold, closed. */
  private void multiply() {
    for (String table :
        List.of(
            "ordering.sale_order",
            "ordering.order_line",
            "ticketing.ticket",
            "payment.payment",
            "capacity.claim",
            "ledger.transfer",
            "admission.presentation",
            "admission.passage")) {
      Map<String, String> others = LARGE.getOrDefault(table, Map.of());
      List<String> columns =
          jdbc.sql(
                  """
                  SELECT attname FROM pg_attribute
                  WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
                    AND attgenerated = '' AND attidentity = ''
                  """)
              .param(table)
              .query((row, number) -> row.getString(1))
              .list();
      String values =
          columns.stream()
              .map(column -> others.getOrDefault(column, "s." + column))
              .collect(Collectors.joining(", "));
      jdbc.sql(
              "INSERT INTO %s (%s) SELECT %s FROM (SELECT * FROM %s ORDER BY ctid LIMIT 1) s, generate_series(1, %d) n"
                  .formatted(table, String.join(", ", columns), values, table, ROWS))
          .update();
      jdbc.sql("ANALYZE " + table).update();
    }
  }

  /** The steps of the general plan that read a large table, or an index of it, as a whole. */
  private List<String> scans(String sql) {
    List<String> found = new ArrayList<>();
    List<String> plan = plan(sql);
    planned += plan.isEmpty() ? 0 : 1;
    for (int line = 0; line < plan.size(); line++) {
      String step = plan.get(line);
      boolean large =
          LARGE.keySet().stream()
              .map(table -> " on " + table.substring(table.indexOf('.') + 1))
              .anyMatch(on -> step.contains(on + " "));
      boolean whole =
          step.contains("Seq Scan")
              || step.contains("Index") && step.contains("Scan using") && !isBounded(plan, line);
      if (large && whole) {
        found.add(step.strip() + " in " + sql);
      }
    }
    return found;
  }

  private static boolean isBounded(List<String> plan, int line) {
    return line + 1 < plan.size() && plan.get(line + 1).contains("Index Cond");
  }

  private List<String> plan(String sql) {
    StringBuilder numbered = new StringBuilder();
    int parameters = -1;
    for (String part : sql.split("\\?", -1)) {
      parameters++;
      numbered.append(parameters == 0 ? "" : "$" + parameters).append(part);
    }
    String values = parameters == 0 ? "" : "(" + "NULL, ".repeat(parameters - 1) + "NULL)";
    jdbc.sql("SAVEPOINT before").update();
    try {
      jdbc.sql("PREPARE hot AS " + numbered).update();
      List<String> plan =
          jdbc.sql("EXPLAIN EXECUTE hot" + values).query((row, number) -> row.getString(1)).list();
      jdbc.sql("DEALLOCATE hot").update();
      return plan;
    } catch (DataAccessException untyped) {
      // A parameter whose type only its value tells has no general plan.
      jdbc.sql("ROLLBACK TO before").update();
      return List.of();
    }
  }
}
