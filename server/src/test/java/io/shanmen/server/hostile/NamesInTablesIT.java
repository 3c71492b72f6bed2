package io.shanmen.server.hostile;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.GATE_STAFF;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Client.Credentials;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ordering.TestSales.Product;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A day in which everybody does something under his name, after which every row of every table is
 * searched for the names, in text, in JSON and in bytes; and every screen still shows them.
 */
@ParkIT
class NamesInTablesIT {

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired Gates gates;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;

  /** Typed as sign-in names by people who have none. */
  private final Set<String> planted = new TreeSet<>(Set.of("no.such.person", "王小二的账号"));

  @Test
  void noTableTellsANameAndEveryScreenShowsThem() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    people(admin);
    Client window = sales.window();
    Client desk = sales.refundDesk();
    Client supervisor = clients.signedInAs(SUPERVISOR);
    Product product = sales.single(8_000);
    JsonNode order = sales.sell(window, sales.sale(product, 2)).ok();
    JsonNode refund = refund(order, desk, supervisor);
    window(window, product);
    window
        .post(
            "/api/ticketing/print-jobs",
            Map.of(
                "jobId",
                ids.next(),
                "ticketNos",
                List.of(order.path("tickets").get(1).path("ticketNo").asLong()),
                "way",
                "PDF",
                "openDrawer",
                false))
        .ok();
    JsonNode report = close(window, supervisor);
    gates();

    for (JsonNode operator : admin.get("/api/identity/operators").ok()) {
      planted.add(operator.path("name").asString());
      planted.add(operator.path("signInName").asString());
    }
    assertThat(planted).hasSizeGreaterThan(15).allMatch(name -> name.length() > 3);
    for (String table : tables()) {
      for (String name : planted) {
        assertThat(rowsWith(table, name)).as("%s tells “%s”", table, name).isEmpty();
      }
    }

    String cashier = name(admin, window);
    String approver = name(admin, supervisor);
    assertThat(order.path("sale").path("operatorName").asString()).isEqualTo(cashier);
    String path = "/api/ordering/orders/" + order.path("orderId").asString();
    assertThat(window.get(path).ok().path("sale").path("operatorName").asString())
        .isEqualTo(cashier);
    assertThat(refund.path("decided").path("by").path("operatorName").asString())
        .isEqualTo(approver);
    assertThat(report.path("shift").path("operatorName").asString()).isEqualTo(cashier);
    assertThat(report.path("close").path("dutyOfficer").asString()).isEqualTo(approver);
    assertThat(report.path("close").path("acceptedBy").asString()).startsWith("操作员");
    assertThat(report.path("drops").get(0).path("receivedBy").asString()).isEqualTo(approver);
    Client manager = clients.signedInAs(MANAGER);
    assertThat(manager.get("/api/insight/reports/DAY").ok().path("tables").toString())
        .contains(cashier)
        .contains(name(admin, desk));
    assertThat(
            manager
                .get("/api/insight/reports/lines/SALES?from=2026-10-01&to=2026-10-01")
                .ok()
                .toString())
        .contains(cashier);
    assertThat(admin.get("/api/audit/entries?action=ordering.voided").ok().toString())
        .contains(cashier);
    assertThat(admin.get("/api/catalog/products").ok().toString()).contains("操作员");
  }

  private void people(Client admin) {
    UUID id = ids.next();
    Map<String, Object> added =
        Map.of(
            "operatorId", id,
            "signInName", "planted.one",
            "name", "暗号甲乙丙丁",
            "roleIds", List.of(),
            "password", "chosen-by-admin");
    long version = admin.post("/api/identity/operators", added).ok().path("version").asLong();
    planted.add("暗号甲乙丙丁");
    admin
        .put(
            "/api/identity/operators/" + id,
            Map.of("name", "暗号戊己庚辛", "roleIds", List.of(), "disabled", false, "version", version))
        .ok();
    Client computer = clients.atComputer();
    computer.signIn("planted.one", "wrong-guess").refused("SIGN_IN_FAILED");
    computer.signIn("PLANTED.ONE", "chosen-by-admin").ok();
    computer.signIn("no.such.person", "wrong-guess").refused("SIGN_IN_FAILED");
    computer.signIn("王小二的账号", "wrong-guess").refused("SIGN_IN_FAILED");
    Credentials second = clients.operator(ADMINISTRATOR);
    admin
        .post(
            "/api/ticketing/keys/renew",
            Map.of(
                "secret",
                Clients.PASSWORD,
                "approver",
                second.signInName(),
                "approverSecret",
                Clients.PASSWORD,
                "reason",
                "按期更换"))
        .ok();
    admin.post("/api/identity/data-keys/renewals").ok();
    admin.post("/api/identity/data-keys/renewals").refused("DATA_KEY_RENEWAL_UNDER_WAY");
    assertThat(admin.get("/api/identity/data-keys").ok()).hasSize(2);
    clients.signedInAs(CASHIER).get("/api/identity/data-keys").refused("NOT_PERMITTED");
  }

  private JsonNode refund(JsonNode order, Client desk, Client supervisor) {
    UUID request = ids.next();
    desk.post(
            "/api/aftersales/refunds",
            Map.of(
                "requestId",
                request,
                "orderId",
                order.path("orderId").asString(),
                "ticketNos",
                List.of(order.path("tickets").get(0).path("ticketNo").asLong()),
                "ground",
                "BY_RULE",
                "reason",
                "行程有变",
                "amountMinor",
                7_500))
        .ok();
    supervisor
        .post(
            "/api/aftersales/refunds/" + request + "/approve",
            Map.of("secret", Clients.PASSWORD, "note", "已核对"))
        .ok();
    return desk.post("/api/aftersales/refunds/" + request + "/execute").ok();
  }

  private void window(Client window, Product product) {
    UUID cart = ids.next();
    window
        .post(
            "/api/ordering/carts",
            Map.of(
                "cartId",
                cart,
                "label",
                "两位老人",
                "lines",
                List.of(Map.of("productId", product.id(), "quantity", 1))))
        .ok();
    window.post("/api/ordering/carts/" + cart + "/discard").ok();
    window.post("/api/ordering/orders/" + ids.next() + "/abandonment").ok();
    JsonNode mistaken = sales.sell(window, sales.sale(product, 1)).ok();
    window
        .post(
            "/api/ordering/orders/" + mistaken.path("orderId").asString() + "/void",
            Map.of("requestId", ids.next(), "reason", "录错票种"))
        .ok();
    window
        .post("/api/payment/drawer-openings", Map.of("openingId", ids.next(), "reason", "换零钱"))
        .ok();
  }

  /** Drops and moves cash, and closes a shift that is short of 300 yuan. */
  private JsonNode close(Client window, Client supervisor) {
    clients
        .signedInAs(MANAGER)
        .put("/api/cashdesk/settings", Map.of("dutyOfficerNeeded", true))
        .ok();
    UUID shift =
        UUID.fromString(
            window.get("/api/cashdesk/till").ok().path("shift").path("shiftId").asString());
    String path = "/api/cashdesk/shifts/" + shift;
    window
        .post(
            path + "/movements",
            Map.of("movementId", ids.next(), "paidIn", true, "amountMinor", 100, "reason", "零钱"))
        .ok();
    UUID drop = ids.next();
    List<Map<String, Integer>> hundred = List.of(Map.of("faceMinor", 10_000, "count", 1));
    window.post(path + "/drops", Map.of("dropId", drop, "lines", hundred)).ok();
    supervisor.post("/api/cashdesk/drops/" + drop + "/receipt").ok();
    window.post(path + "/close").ok();
    window
        .post(
            path + "/duty-officer",
            Map.of("officer", supervisor.credentials().signInName(), "secret", Clients.PASSWORD))
        .ok();
    for (int count = 0; count < 2; count++) {
      window.post(path + "/counts", Map.of("countId", ids.next(), "lines", hundred)).ok();
    }
    Credentials manager = clients.operator(MANAGER);
    return window
        .post(
            path + "/acceptance-here",
            Map.of("approver", manager.signInName(), "secret", Clients.PASSWORD, "reason", "已查录像"))
        .ok();
  }

  private void gates() {
    Client gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
    Client staff = clients.signedInAs(GATE_STAFF);
    staff
        .post(
            "/api/admission/manual-releases",
            Map.of(
                "requestId", ids.next(), "gateId", gate.terminalId(), "people", 1, "reason", "婴儿车"))
        .ok();
    clients
        .signedInAs(SUPERVISOR)
        .post(
            "/api/admission/in-park/corrections",
            Map.of("requestId", ids.next(), "delta", 3, "reason", "东门人工清点"))
        .ok();
  }

  private static String name(Client admin, Client who) {
    for (JsonNode operator : admin.get("/api/identity/operators").ok()) {
      if (operator.path("operatorId").asString().equals(who.operatorId().toString())) {
        return operator.path("name").asString();
      }
    }
    throw new AssertionError("no such operator");
  }

  private List<String> tables() {
    List<String> tables =
        jdbc.sql(
                """
                SELECT quote_ident(schemaname) || '.' || quote_ident(tablename)
                FROM pg_tables
                WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                """)
            .query((row, number) -> row.getString(1))
            .list();
    assertThat(tables).contains("identity.operator", "audit.entry", "postgres.event_publication");
    return tables;
  }

  /** Whole rows, as text: bytes stand in them in hexadecimal. */
  private List<String> rowsWith(String table, String name) {
    return jdbc.sql(
            """
            SELECT row FROM (SELECT row_to_json(t)::text AS row FROM %s AS t) AS rows
            WHERE strpos(row, ?) > 0 OR strpos(row, ?) > 0 LIMIT 3
            """
                .formatted(table))
        .params(name, HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8)))
        .query((row, number) -> row.getString(1))
        .list();
  }
}
