package io.shanmen.systemtests.kill;

import static io.shanmen.systemtests.kill.Stubborn.insist;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Sells, prints and closes shifts, and asks again with the same ids whenever no answer came. */
final class KilledCashier implements Runnable {

  private static final long NOTE_MINOR = 10_000;
  private static final int SHIFT_LIMIT_SALES = 8;
  private static final int TYPES_OF_ONE_PERSON = 4;
  private static final int ASK_AGAIN_ONE_IN = 4;
  private static final int REFUND_ONE_IN = 3;

  private final KilledTill till;
  private final Books books;
  private final RandomGenerator random;

  KilledCashier(KilledTill till, Books books, RandomGenerator random) {
    this.till = till;
    this.books = books;
    this.random = random;
  }

  /** One shift. */
  @Override
  public void run() {
    till.open();
    for (int sale = random.nextInt(SHIFT_LIMIT_SALES); sale >= 0; sale--) {
      sell();
    }
    till.close();
  }

  private void sell() {
    ParkClient client = till.client();
    JsonNode offers = insist(() -> client.get("/api/catalog/offers")).body();
    JsonNode offer = offers.get(random.nextInt(TYPES_OF_ONE_PERSON));
    Map<String, Object> line =
        Map.of("productId", offer.path("productId").asString(), "quantity", 1 + random.nextInt(2));
    Answer quote =
        insist(() -> client.post("/api/ordering/quotes", Map.of("lines", List.of(line))));
    long total = quote.body().path("totalMinor").asLong();
    Map<String, Object> sale =
        Map.of(
            "orderId", UUID.randomUUID(),
            "lines", List.of(line),
            "totalMinor", total,
            "tender", Map.of("kind", "CASH", "receivedMinor", roundUp(total)),
            "confirmed", true);
    Answer answer = insist(() -> client.post("/api/ordering/sales", sale));
    if (!answer.isDone()) {
      books.complain("a sale was refused", answer);
      return;
    }
    Books.Sold sold = Books.Sold.of(answer.body());
    till.took(sold.totalMinor());
    books.sales.add(sold);
    if (random.nextInt(ASK_AGAIN_ONE_IN) == 0) {
      askAgain(sale, sold);
    }
    print(sold);
    if (random.nextInt(REFUND_ONE_IN) == 0) {
      books.toRefund.add(sold);
    } else {
      books.toVisit.addAll(sold.codes());
    }
  }

  private void askAgain(Map<String, Object> sale, Books.Sold sold) {
    Answer again = insist(() -> till.client().post("/api/ordering/sales", sale));
    if (!again.isDone() || !Books.Sold.of(again.body()).sameAs(sold)) {
      books.complain("the same sale has another answer than " + sold, again);
    }
  }

  private void print(Books.Sold sold) {
    Map<String, Object> job =
        Map.of(
            "jobId",
            UUID.randomUUID(),
            "ticketNos",
            sold.ticketNos(),
            "way",
            "PDF",
            "openDrawer",
            false);
    Answer printed = insist(() -> till.client().post("/api/ticketing/print-jobs", job));
    if (!printed.isDone()) {
      books.complain("a print job was refused", printed);
    }
  }

  private static long roundUp(long minor) {
    return (minor + NOTE_MINOR - 1) / NOTE_MINOR * NOTE_MINOR;
  }
}
