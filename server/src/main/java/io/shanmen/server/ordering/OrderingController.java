package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.Documents;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Selling over HTTP: quotes, sales, orders and voids. */
@RestController
@RequestMapping("/api/ordering")
class OrderingController {

  /** Asks what a cart costs. */
  record QuoteRequest(@Size(min = 1, max = WantedLine.LIMIT_LINES) List<@Valid WantedLine> lines) {}

  /**
   * Asks to undo a sale that was a mistake (R14).
   *
   * @param requestId made by the client; the same id again is the same void
   * @param reason what the mistake was
   */
  record VoidRequest(UUID requestId, @NotBlank @Size(max = 200) String reason) {}

  /** An order in a list. */
  record OrderSummary(
      UUID orderId,
      long orderNo,
      OrderState state,
      Instant at,
      String operatorName,
      int tickets,
      int heads,
      long totalMinor) {}

  /**
   * A page of a list.
   *
   * @param orders newest first
   * @param next asks for the page after this with {@code after}; null on the last
   */
  record OrderPage(List<OrderSummary> orders, @Nullable String next) {}

  private static final String VIEW = Order.Sale.VIEW_ALL;
  private static final int PAGE_LIMIT_ORDERS = 200;

  private final SaleDesk desk;
  private final Orders orders;
  private final OrderStore store;
  private final Voids voids;
  private final Abandonments abandonments;
  private final Receipts receipts;
  private final ParkClock clock;

  OrderingController(
      SaleDesk desk,
      Orders orders,
      OrderStore store,
      Voids voids,
      Abandonments abandonments,
      Receipts receipts,
      ParkClock clock) {
    this.desk = desk;
    this.orders = orders;
    this.store = store;
    this.voids = voids;
    this.abandonments = abandonments;
    this.receipts = receipts;
    this.clock = clock;
  }

  @PostMapping("/quotes")
  @Permit("ordering.sell")
  Outcome<Quote> quote(@Valid @RequestBody QuoteRequest request) {
    return desk.quote(request.lines());
  }

  @PostMapping("/sales")
  @Permit("ordering.sell")
  Outcome<Order> sell(@Valid @RequestBody SaleRequest request, SignedIn who) {
    return desk.sell(request, who);
  }

  /** An order; who may only sell sees those of the own window and the own ones. */
  @GetMapping("/orders/{orderId}")
  @Permit({"ordering.sell", VIEW})
  Outcome<Order> order(@PathVariable UUID orderId, SignedIn who) {
    return orders
        .find(orderId)
        .filter(order -> order.sale().isFor(who))
        .map(order -> Outcome.done(order.seenBy(who)))
        .orElseGet(() -> Outcome.refused(OrderingProblem.ORDER_NOT_FOUND));
  }

  /** Today's orders of the caller's window, newest first. */
  @GetMapping("/orders")
  @Permit({"ordering.sell", VIEW})
  OrderPage ordersOfToday(
      @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{1,18}") String after,
      @RequestParam(defaultValue = "50") int limit,
      SignedIn who) {
    int size = Math.clamp(limit, 1, PAGE_LIMIT_ORDERS);
    long before = after == null ? Long.MAX_VALUE : Long.parseLong(after);
    List<OrderSummary> found =
        store.ofTerminal(who.terminalId(), clock.now().day().date(), before, size);
    return new OrderPage(
        found, found.size() < size ? null : Long.toString(found.getLast().orderNo()));
  }

  /** What became of a sale whose answer never came; if it was not sold, it never will be. */
  @PostMapping("/orders/{orderId}/abandonment")
  @Permit("ordering.sell")
  Outcome<Abandonments.SaleEnd> abandonSale(@PathVariable UUID orderId, SignedIn who) {
    return abandonments.abandon(orderId, who);
  }

  @PostMapping("/orders/{orderId}/void")
  @Permit("ordering.void")
  Outcome<Order> voidOrder(
      @PathVariable UUID orderId, @Valid @RequestBody VoidRequest request, SignedIn who) {
    return voids.undo(new Voids.Wish(request.requestId(), orderId, request.reason()), who);
  }

  /** The receipt, to be printed by the browser. */
  @GetMapping(path = "/orders/{orderId}/receipt.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  @Permit({"ordering.sell", VIEW})
  ResponseEntity<Object> receipt(@PathVariable UUID orderId, SignedIn who) {
    return Documents.answer(order(orderId, who).map(receipts::pdf), MediaType.APPLICATION_PDF);
  }
}
