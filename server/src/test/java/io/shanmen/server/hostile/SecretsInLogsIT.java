package io.shanmen.server.hostile;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.shanmen.server.client.Client;
import io.shanmen.server.client.Client.Credentials;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ordering.TestSales.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A day with planted names, words and secrets, after which the logs of server and database are
 * searched for them. The one secret that is written there on purpose is the set-up code of a park
 * that has not been set up: whoever reads the console may use it, and it is worth nothing after.
 */
@ParkIT
@ExtendWith(OutputCaptureExtension.class)
class SecretsInLogsIT {

  private static final String NAME = "暗号甲乙丙丁";
  private static final String LABEL = "戴红帽子的李女士";
  private static final String REASON = "身份证尾号四三二一";
  private static final String WRONG = "Wrong-Secret-9c1f";
  private static final String FRESH = "Fresh-Secret-77aa";
  private static final String PIN = "408215";

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;

  private final List<String> planted =
      new ArrayList<>(List.of(NAME, LABEL, REASON, WRONG, FRESH, PIN, Clients.PASSWORD));

  @Test
  void aDayLeavesNoNamesCodesOrSecretsInTheLogs(CapturedOutput output) throws IOException {
    people();
    String code = sale();
    gate(code);
    brokenRequests(code);
    brokenStatements();
    String logs = output.getAll() + databaseLogs();
    assertThat(logs).as("something was logged at all").contains("printer 127.0.0.1:1");
    assertThat(planted).allMatch(secret -> secret.length() > 5);
    for (String secret : planted) {
      assertThat(logs.contains(secret)).as("the logs tell “%s”", secret).isFalse();
    }
  }

  private void people() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    admin
        .post(
            "/api/identity/operators",
            Map.of(
                "operatorId",
                ids.next(),
                "signInName",
                "planted.one",
                "name",
                NAME,
                "roleIds",
                List.of(),
                "password",
                FRESH))
        .ok();
    Client computer = clients.atComputer();
    computer.signIn("planted.one", WRONG).refused("SIGN_IN_FAILED");
    computer.signIn("planted.one", FRESH).ok();
    planted.add(computer.cookie().orElseThrow());
    Credentials cashier = clients.operator(CASHIER);
    Client window = clients.signedIn(cashier);
    window.post("/api/session/pin", Map.of("password", cashier.password(), "pin", PIN)).ok();
    planted.add(window.cookie().orElseThrow());
    JsonNode enrolment =
        admin.post("/api/terminal/enrolment-codes", Map.of("kind", "GATE", "checkpoint", 1)).ok();
    planted.add(enrolment.path("code").asString());
  }

  private String sale() {
    Client window = sales.window();
    Product product = sales.single(8_000);
    window
        .post(
            "/api/ordering/carts",
            Map.of(
                "cartId",
                ids.next(),
                "label",
                LABEL,
                "lines",
                List.of(Map.of("productId", product.id(), "quantity", 1))))
        .ok();
    JsonNode order = sales.sell(window, sales.sale(product, 1)).ok();
    JsonNode ticket = order.path("tickets").get(0);
    String code = ticket.path("code").path("qr").asString();
    assertThat(code).startsWith("MEN");
    planted.add(code);
    planted.add(ticket.path("code").path("digits").asString());
    clients
        .signedInAs(ADMINISTRATOR)
        .put(
            "/api/ticketing/printers/" + window.terminalId(),
            Map.of("host", "127.0.0.1", "port", 1, "paper", "MM_80", "drawer", false))
        .ok();
    window
        .post(
            "/api/ticketing/print-jobs",
            Map.of(
                "jobId",
                ids.next(),
                "ticketNos",
                List.of(ticket.path("ticketNo").asLong()),
                "way",
                "PRINTER",
                "openDrawer",
                false))
        .ok();
    window
        .post(
            "/api/ordering/orders/" + order.path("orderId").asString() + "/void",
            Map.of("requestId", ids.next(), "reason", REASON))
        .ok();
    return code;
  }

  private void gate(String code) {
    Client gate = clients.gate(1);
    planted.add(gate.cookie().orElseThrow());
    Map<String, Object> showing = new HashMap<>();
    showing.put("requestId", ids.next());
    showing.put("code", code);
    showing.put("reader", "entry-1");
    showing.put("direction", "ENTRY");
    showing.put("atMost", 1);
    showing.put("at", "2026-10-01T02:00:00Z");
    gate.post("/api/gate/authorise", showing);
    showing.put("requestId", ids.next());
    showing.put("code", code.substring(0, 60) + "XYZ" + code.substring(63));
    gate.post("/api/gate/authorise", showing);
  }

  private void brokenRequests(String code) {
    Client window = clients.signedInAs(CASHIER);
    window.post("/api/ticketing/look-ups", "{\"text\":\"" + code).refused("MALFORMED_REQUEST");
    window.post("/api/ticketing/look-ups", Map.of("text", code + "!"));
    window
        .post("/api/sign-in", "{\"password\":\"" + WRONG + "\",\"operator\":7}")
        .refused("MALFORMED_REQUEST");
    window.get("/api/ordering/orders?after=" + WRONG).refused("MALFORMED_REQUEST");
    window.get("/api/" + WRONG).refused("NOT_FOUND");
  }

  /** What a bug would do: the database refuses a row, and tells which. */
  private void brokenStatements() {
    Throwable refused =
        catchThrowable(
            () ->
                jdbc.sql(
                        """
                        INSERT INTO ordering.parked_cart (cart_id, content_hash, label)
                        VALUES (?, NULL, ?)
                        """)
                    .params(UUID.randomUUID(), NAME)
                    .update());
    assertThat(refused).hasStackTraceContaining("content_hash");
    assertThat(refused.toString() + refused.getCause()).doesNotContain(NAME);
  }

  /** All that the database of this run has written. */
  private static String databaseLogs() throws IOException {
    Path run = Path.of("target", "test-postgres", "run-" + ProcessHandle.current().pid());
    StringBuilder logs = new StringBuilder();
    try (Stream<Path> files = Files.walk(run, 2)) {
      for (Path log : files.filter(file -> file.toString().contains("postgres.log")).toList()) {
        logs.append(Files.readString(log, UTF_8));
      }
    }
    assertThat(logs).as("the database's log").contains("content_hash");
    return logs.toString();
  }
}
