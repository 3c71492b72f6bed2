package io.shanmen.systemtests.kill;

import io.shanmen.simulators.client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** What the clients were told: every answer that the server acknowledged, and what went wrong. */
final class Books {

  /** A sale that was acknowledged. */
  record Sold(
      UUID orderId, long orderNo, long totalMinor, List<Long> ticketNos, List<String> codes) {

    static Sold of(JsonNode order) {
      List<Long> numbers = new ArrayList<>();
      List<String> codes = new ArrayList<>();
      for (JsonNode ticket : order.path("tickets")) {
        numbers.add(ticket.path("ticketNo").asLong());
        codes.add(ticket.path("code").path("qr").asString());
      }
      return new Sold(
          UUID.fromString(order.path("orderId").asString()),
          order.path("orderNo").asLong(),
          order.path("money").path("totalMinor").asLong(),
          List.copyOf(numbers),
          List.copyOf(codes));
    }

    /** The same but for the codes, whose writing is encrypted anew each time. */
    boolean sameAs(Sold other) {
      return orderId.equals(other.orderId)
          && orderNo == other.orderNo
          && totalMinor == other.totalMinor
          && ticketNos.equals(other.ticketNos);
    }
  }

  /** A refund that was acknowledged as paid. */
  record Refunded(UUID requestId, long ticketNo, long amountMinor) {}

  /** A shift that was acknowledged as closed. */
  record Closed(UUID shiftId, int zNumber, long countedMinor) {}

  final Queue<Sold> sales = new ConcurrentLinkedQueue<>();
  final Queue<Refunded> refunds = new ConcurrentLinkedQueue<>();
  final Queue<Closed> closes = new ConcurrentLinkedQueue<>();

  /** Epochs of keys that were acknowledged as begun. */
  final Queue<Integer> epochs = new ConcurrentLinkedQueue<>();

  /** Tickets that somebody may go in with, as the text of their codes. */
  final Queue<String> toVisit = new ConcurrentLinkedQueue<>();

  /** Orders of which a ticket may be given back. */
  final Queue<Sold> toRefund = new ConcurrentLinkedQueue<>();

  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

  /** Something that must not happen. */
  void complain(String what, Answer answer) {
    complain("%s: %d %s %s".formatted(what, answer.status(), answer.code(), answer.body()));
  }

  void complain(String what) {
    complaints.add(what);
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }
}
