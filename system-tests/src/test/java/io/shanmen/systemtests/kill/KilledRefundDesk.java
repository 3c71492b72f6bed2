package io.shanmen.systemtests.kill;

import static io.shanmen.systemtests.kill.Stubborn.insist;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Gives tickets back: asks, has the manager approve, pays, and asks again where no answer came. */
final class KilledRefundDesk implements Runnable {

  private static final long LEAST_CASH_MINOR = 12_000;

  private final KilledTill till;
  private final ParkClient manager;
  private final String password;
  private final Books books;

  KilledRefundDesk(KilledTill till, ParkClient manager, String password, Books books) {
    this.till = till;
    this.manager = manager;
    this.password = password;
    this.books = books;
  }

  /** One shift: pays until nobody waits or the float is used up. */
  @Override
  public void run() {
    till.open();
    while (till.cashMinor() >= LEAST_CASH_MINOR) {
      Books.Sold sold = books.toRefund.poll();
      if (sold == null) {
        break;
      }
      refund(sold);
    }
    till.close();
  }

  private void refund(Books.Sold sold) {
    ParkClient desk = till.client();
    long ticketNo = sold.ticketNos().getFirst();
    Answer found =
        insist(
            () -> desk.post("/api/aftersales/look-ups", Map.of("text", Long.toString(ticketNo))));
    long amount = 0;
    for (JsonNode offer : found.body().path("offers")) {
      if (offer.path("ticketNo").asLong() == ticketNo) {
        amount = offer.path("paidMinor").asLong();
      }
    }
    if (amount <= 0) {
      return;
    }
    UUID requestId = UUID.randomUUID();
    Map<String, Object> wish =
        Map.of(
            "requestId",
            requestId,
            "orderId",
            sold.orderId(),
            "ticketNos",
            List.of(ticketNo),
            "ground",
            "PARK_CLOSED",
            "reason",
            "山洪，提前闭园",
            "amountMinor",
            amount);
    if (!done("ask", insist(() -> desk.post("/api/aftersales/refunds", wish)))) {
      return;
    }
    String path = "/api/aftersales/refunds/" + requestId;
    Map<String, Object> decision = Map.of("secret", password, "note", "");
    approve(path, decision);
    Answer paid = insist(() -> desk.post(path + "/execute", Map.of()));
    if (done("pay", paid)) {
      till.took(-amount);
      books.refunds.add(new Books.Refunded(requestId, ticketNo, amount));
    }
  }

  /** A decision has no id of its own: that it was taken shows in the refund. */
  private void approve(String path, Map<String, Object> decision) {
    Answer approved = insist(() -> manager.post(path + "/approve", decision));
    if (!approved.isDone()) {
      Answer refund = insist(() -> manager.get(path));
      String state = refund.body().path("refund").path("state").asString();
      if (!state.equals("APPROVED")) {
        books.complain("approve", approved);
      }
    }
  }

  private boolean done(String what, Answer answer) {
    if (!answer.isDone()) {
      books.complain("a refund: " + what, answer);
    }
    return answer.isDone();
  }
}
