package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.capacity.HoldId;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.catalog.PricedSale;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.payment.Paid;
import io.shanmen.server.ticketing.IssueRequest;
import io.shanmen.server.ticketing.TicketFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One sale on its way through the steps of its set. Only the writer's thread touches it: each step
 * either adds what it found or ends the sale with a refusal, which later steps then pass over.
 */
final class Sale {

  static final String CHANNEL = "WINDOW";

  private final SaleCommand command;
  private final Moment moment;
  private final Map<Integer, HoldId> places = new HashMap<>();
  private List<IssueRequest> requests = List.of();
  private List<List<TicketFacts>> issued = new ArrayList<>();
  private @Nullable OpenShift shift;
  private @Nullable ParkedCart cart;
  private @Nullable Paid paid;
  private @Nullable Refusal refusal;
  private boolean soldBefore;
  private long orderNo;

  Sale(SaleCommand command, Moment moment) {
    this.command = command;
    this.moment = moment;
  }

  SaleCommand command() {
    return command;
  }

  UUID orderId() {
    return command.orderId();
  }

  /** Short enough to be read aloud; 0 until the order is written. */
  long orderNo() {
    return orderNo;
  }

  void setOrderNo(long number) {
    orderNo = number;
  }

  Moment moment() {
    return moment;
  }

  /** True as long as no step has ended it. */
  boolean goesOn() {
    return refusal == null && !soldBefore;
  }

  void refuse(Refusal reason) {
    refusal = reason;
  }

  void soldBefore() {
    soldBefore = true;
  }

  /** Takes a step's finding, or its refusal. */
  <T> Optional<T> take(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> Optional.of(value);
      case Outcome.Refused<T>(Refusal reason) -> {
        refuse(reason);
        yield Optional.empty();
      }
    };
  }

  OpenShift shift() {
    return Objects.requireNonNull(shift, "the shift is found in the first step");
  }

  void setShift(OpenShift open) {
    shift = open;
  }

  /** The cart that the window says it sells. */
  Optional<UUID> cartId() {
    return Optional.ofNullable(command.request().cartId());
  }

  Optional<ParkedCart> cart() {
    return Optional.ofNullable(cart);
  }

  void setCart(ParkedCart found) {
    cart = found;
  }

  /** What the cart holds for a line, if the line is still as it was parked. */
  Optional<HoldId> heldFor(int lineNo) {
    return cart().flatMap(held -> held.holdFor(lineNo, command.request().lines()));
  }

  /** The places sold, by the number of the line that needs them. */
  Map<Integer, HoldId> places() {
    return places;
  }

  Paid paid() {
    return Objects.requireNonNull(paid, "money is taken before this step");
  }

  void setPaid(Paid money) {
    paid = money;
  }

  List<IssueRequest> requests() {
    return requests;
  }

  void setRequests(List<IssueRequest> lines) {
    requests = lines;
  }

  /** The tickets, one list for each line. */
  List<List<TicketFacts>> issued() {
    return issued;
  }

  void setIssued(List<List<TicketFacts>> tickets) {
    issued = tickets;
  }

  int tickets() {
    return command.lines().stream().mapToInt(PricedSale.Line::tickets).sum();
  }

  int heads() {
    return command.lines().stream().mapToInt(PricedSale.Line::heads).sum();
  }

  Outcome<SaleResult> result() {
    if (refusal != null) {
      return Outcome.refused(refusal);
    }
    return Outcome.done(
        soldBefore ? new SaleResult.SoldBefore(orderId()) : new SaleResult.Sold(this));
  }
}
