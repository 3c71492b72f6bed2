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

  /** Sells many in orders as large as the server takes, and gives their codes. */
  static List<String> codes(BenchPark park, int count) throws Exception {
    int perOrder = 500;
    List<String> codes = new ArrayList<>();
    try (Caller window = park.window()) {
      while (codes.size() < count) {
        JsonNode order = JSON.readTree(sell(window, park.product(), perOrder));
        order
            .path("tickets")
            .forEach(ticket -> codes.add(ticket.path("code").path("qr").asString()));
      }
    }
    return codes;
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
