package io.shanmen.simulators.demo;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** A simulated cashier at a window of their own: opens a shift, sells for cash, drops cash. */
final class RobotCashier {

  private static final int NOTE_MINOR = 10_000;
  private static final int DROP_NOTES = 40;

  /**
   * A ticket in a visitor's hand.
   *
   * @param qr the text of its QR code
   * @param heads how many people it admits
   */
  record Bought(String qr, int heads) {}

  private final ParkClient client;
  private final DemoSupervisor supervisor;
  private final RandomGenerator random;

  RobotCashier(ParkClient client, DemoSupervisor supervisor, RandomGenerator random) {
    this.client = client;
    this.supervisor = supervisor;
    this.random = random;
  }

  /** Brings the till to where money may be taken. */
  void openTill() {
    JsonNode till = till();
    switch (till.path("state").asString()) {
      case "OPEN" -> dropIfDue(till);
      case "COUNTING" -> client.post(shift(till) + "/resume", Map.of());
      case "IDLE", "FLOAT_REQUESTED" -> {
        supervisor
            .issueFloat(floatId(till), operatorId(), client.key().terminalId())
            .orThrow("issue a float");
        openShift(till());
      }
      case "FLOAT_ISSUED" -> openShift(till);
      default -> throw new IllegalStateException("a till that waits for somebody: " + till);
    }
  }

  /** Sells a random basket; nothing if the park cannot sell now. */
  synchronized Optional<List<Bought>> sell() {
    JsonNode offers = client.get("/api/catalog/offers").orThrow("offers");
    if (offers.isEmpty()) {
      return Optional.empty();
    }
    List<Map<String, Object>> lines = basket(offers);
    Answer quote = client.post("/api/ordering/quotes", Map.of("lines", lines));
    if (!quote.isDone()) {
      return Optional.empty();
    }
    Answer order = sell(lines, quote.body().path("totalMinor").asLong());
    if (!order.isDone()) {
      openTill();
      return Optional.empty();
    }
    List<Bought> tickets = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (JsonNode ticket : order.body().path("tickets")) {
      tickets.add(
          new Bought(ticket.path("code").path("qr").asString(), ticket.path("heads").asInt()));
      numbers.add(ticket.path("ticketNo").asLong());
    }
    print(numbers);
    return Optional.of(tickets);
  }

  /** On paper that nobody needs; but a shift with unprinted tickets could not be closed (R9). */
  private void print(List<Long> ticketNos) {
    client.post(
        "/api/ticketing/print-jobs",
        Map.of("jobId", DemoIds.next(), "ticketNos", ticketNos, "way", "PDF", "openDrawer", false));
  }

  private Answer sell(List<Map<String, Object>> lines, long totalMinor) {
    long received = (totalMinor + NOTE_MINOR - 1) / NOTE_MINOR * NOTE_MINOR;
    return client.post(
        "/api/ordering/sales",
        Map.of(
            "orderId",
            DemoIds.next(),
            "lines",
            lines,
            "totalMinor",
            totalMinor,
            "tender",
            Map.of("kind", "CASH", "receivedMinor", received),
            "confirmed",
            true));
  }

  /** Mostly one or two of one type; a group now and then. */
  private List<Map<String, Object>> basket(JsonNode offers) {
    JsonNode offer = offers.get(random.nextInt(offers.size()));
    int least = offer.path("people").path("least").asInt();
    int most = offer.path("people").path("most").asInt();
    boolean group = least < most;
    if (group && random.nextInt(5) > 0) {
      offer = offers.get(0);
      group = false;
    }
    Map<String, Object> line = new HashMap<>();
    line.put("productId", offer.path("productId").asString());
    line.put(
        "quantity",
        group ? least + random.nextInt(Math.min(10, most - least)) : 1 + random.nextInt(3));
    return List.of(line);
  }

  private void openShift(JsonNode till) {
    client
        .post(
            "/api/cashdesk/shifts",
            Map.of(
                "shiftId", DemoIds.next(),
                "floatId", till.path("cashFloat").path("floatId").asString(),
                "lines", DemoSupervisor.FLOAT))
        .orThrow("open a shift");
  }

  /** A drop that waits to be received will empty the drawer: a second one could not be paid. */
  private void dropIfDue(JsonNode till) {
    JsonNode shift = till.path("shift");
    boolean underWay =
        shift
            .path("drops")
            .valueStream()
            .anyMatch(drop -> drop.path("state").asString().equals("OFFERED"));
    if (shift.path("dropDue").asBoolean() && !underWay) {
      client
          .post(
              shift(till) + "/drops",
              Map.of(
                  "dropId", DemoIds.next(),
                  "lines", List.of(Map.of("faceMinor", NOTE_MINOR, "count", DROP_NOTES))))
          .orThrow("drop cash");
    }
  }

  private JsonNode till() {
    return client.get("/api/cashdesk/till").orThrow("till");
  }

  private UUID operatorId() {
    return UUID.fromString(
        client.get("/api/session").orThrow("session").path("operatorId").asString());
  }

  private static String shift(JsonNode till) {
    return "/api/cashdesk/shifts/" + till.path("shift").path("shiftId").asString();
  }

  private static UUID floatId(JsonNode till) {
    String asked = till.path("cashFloat").path("floatId").asString("");
    return asked.isEmpty() ? DemoIds.next() : UUID.fromString(asked);
  }
}
