package io.shanmen.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sales for cash, all of places in the same slot. */
final class Sales {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Sales() {}

  /** Sells one ticket. */
  static void one(Caller window, UUID product) {
    sell(window, product, 1);
  }

  /** Clients that sell a ticket each as soon as they have sold the one before. */
  static Figure atOnce(BenchPark park, Load load) throws Exception {
    try (Callers callers = new Callers(load.clients(), park::window)) {
      return load.atOnce(number -> () -> one(callers.get(number), park.product()));
    }
  }

  /** Sells many in orders as large as the server takes, and gives their codes. */
  static List<String> codes(BenchPark park, int count) throws Exception {
    int perOrder = 500;
    List<String> codes = new ArrayList<>();
    try (Caller window = park.window()) {
      while (codes.size() < count) {
        order(window, park.product(), perOrder)
            .path("tickets")
            .forEach(ticket -> codes.add(ticket.path("code").path("qr").asString()));
      }
    }
    return codes;
  }

  /** Sells some tickets in one order, and gives the order. */
  static JsonNode order(Caller window, UUID product, int tickets) {
    return JSON.readTree(sell(window, product, tickets));
  }

  private static String sell(Caller window, UUID product, int quantity) {
    return window
        .post(
            "/api/ordering/sales",
            """
            {"orderId":"%s","lines":[{"productId":"%s","quantity":%d}],"totalMinor":%d,\
            "tender":{"kind":"CASH","receivedMinor":%d},"confirmed":true}"""
                .formatted(BenchPark.id(), product, quantity, quantity, quantity))
        .orThrow();
  }
}
