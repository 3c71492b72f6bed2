package io.shanmen.server.hostile;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static io.shanmen.server.identity.BuiltInRole.FINANCE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.hostile.HostileRequests.Row;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ordering.TestSales.Product;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Sends every row of {@code requests.txt} and {@code wire.txt} to the real port. Nothing of it may
 * break the server, change the books (the invariants are walked afterwards) or be told anything of
 * how the server is made.
 */
@ParkIT
class HostileRequestsIT {

  private static final long PRICE_MINOR = 8_000;

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @LocalServerPort int port;

  private final Map<String, Client> people = new HashMap<>();
  private final Map<String, String> facts = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> everyHostileRequestGetsItsRefusal() {
    aParkAtWork();
    return HostileRequests.read("requests.txt").stream()
        .map(row -> DynamicTest.dynamicTest(row.what(), () -> refused(row)));
  }

  @TestFactory
  Stream<DynamicTest> everyBrokenMessageGetsItsRefusal() {
    aParkAtWork();
    return HostileRequests.read("wire.txt").stream()
        .map(row -> DynamicTest.dynamicTest(row.what(), () -> refusedOnTheWire(row)));
  }

  /** A window and a refund desk at work, a gate, an office, and one order that was sold. */
  private void aParkAtWork() {
    Product product = sales.single(PRICE_MINOR);
    Client cashier = sales.window();
    JsonNode order = sales.sell(cashier, sales.sale(product, 1)).ok();
    people.put("stranger", clients.stranger());
    people.put("computer", clients.atComputer());
    people.put("cashier", cashier);
    people.put("clerk", sales.refundDesk());
    people.put("admin", clients.signedInAs(ADMINISTRATOR));
    people.put("finance", clients.signedInAs(FINANCE));
    people.put("gate", clients.gate(1));
    facts.put("product", product.id().toString());
    facts.put("order", order.path("orderId").asString());
    facts.put("ticket", order.path("tickets").get(0).path("ticketNo").asString());
    facts.put("shift", order.path("sale").path("shiftId").asString());
    facts.put("computer", people("computer").terminalId().toString());
    facts.put("gate", people("gate").terminalId().toString());
    facts.put("operator", cashier.operatorId().toString());
    facts.put("admin", people("admin").operatorId().toString());
    facts.put("key", people("stranger").key().publicKey());
    facts.put("headers", "X-Filler: y\r\n".repeat(500));
    facts.put("port", Integer.toString(port));
  }

  private Client people(String who) {
    return Objects.requireNonNull(people.get(who), who);
  }

  private void refused(Row row) throws IOException {
    String[] parts = row.call().split(" ; ", -1);
    String[] call = parts[0].split(" ", 2);
    String body = HostileRequests.filled(template(row.body()), facts);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "localhost:" + port);
    headers.put("Connection", "close");
    people(row.who()).cookie().ifPresent(token -> headers.put("Cookie", "__Host-shanmen=" + token));
    if (!body.isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    headers.put("Content-Length", Integer.toString(body.length()));
    for (int i = 1; i < parts.length; i++) {
      String[] header = parts[i].split(": ", 2);
      headers.put(header[0], HostileRequests.filled(header[1], facts));
    }
    StringBuilder request = new StringBuilder(call[0] + " ");
    request.append(HostileRequests.filled(call[1], facts)).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append("\r\n").append(body);
    Answer answer = RawHttp.exchange(port, request.toString().getBytes(ISO_8859_1));
    assertRefusal(row, answer);
  }

  private void refusedOnTheWire(Row row) throws IOException {
    String request = HostileRequests.filled(row.body(), facts);
    assertRefusal(row, RawHttp.exchange(port, request.getBytes(ISO_8859_1)));
  }

  private static void assertRefusal(Row row, Answer answer) {
    String text = new String(answer.bytes(), UTF_8);
    String code = answer.body().path("code").asString("-");
    assertThat(answer.status() + " " + code).as(text).isEqualTo(row.refusal());
    assertThat(text)
        .as("what an answer tells of the server's inside")
        .doesNotContain("Exception", "io.shanmen", "org.spring", "org.postgres", "\tat ", "Tomcat")
        .doesNotContain("SELECT ", "INSERT ", "tools.jackson");
    assertThat(answer.headers().firstValue("location").orElse("")).doesNotContain("evil");
    if (!row.code().equals("-")) {
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("content-security-policy")).isPresent();
    }
  }

  /**
   * A body that begins with the name of a good one, and what is changed in it: {@code sale
   * totalMinor=-1 ; -tender}. Any other text stands for itself.
   */
  private static String template(String text) {
    String[] words = text.split(" ", 2);
    Map<String, String> fields = GoodBodies.of(words[0]);
    if (fields == null) {
      return text;
    }
    if (words.length > 1) {
      for (String change : words[1].split(" ; ", -1)) {
        String[] pair = change.strip().split("=", 2);
        if (pair.length == 1) {
          fields.remove(pair[0].substring(1));
        } else {
          fields.put(pair[0], pair[1]);
        }
      }
    }
    StringBuilder json = new StringBuilder("{");
    fields.forEach(
        (name, value) ->
            json.append(json.length() > 1 ? "," : "").append("\"" + name + "\":" + value));
    return json.append("}").toString();
  }
}
