package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Parked carts (挂单, 取单) over HTTP. */
@RestController
@RequestMapping("/api/ordering/carts")
class CartController {

  /**
   * Asks to keep a cart.
   *
   * @param cartId made by the client
   * @param label what the cashier remembers the visitor by; may be empty
   * @param lines what was wanted
   */
  record ParkRequest(
      UUID cartId,
      @Size(max = 40) String label,
      @Size(min = 1, max = WantedLine.LIMIT_LINES) List<@Valid WantedLine> lines) {}

  private final Carts carts;

  CartController(Carts carts) {
    this.carts = carts;
  }

  @PostMapping
  @Permit("ordering.sell")
  Outcome<Cart> park(@Valid @RequestBody ParkRequest request, SignedIn who) {
    return carts.park(new Carts.Wish(request.cartId(), request.label(), request.lines()), who);
  }

  /** The carts parked at the caller's window, oldest first. */
  @GetMapping
  @Permit("ordering.sell")
  List<Cart> carts(SignedIn who) {
    return carts.parkedAt(who.terminalId());
  }

  /** Takes a cart back into the window; its places stay held until its time is up. */
  @PostMapping("/{cartId}/recall")
  @Permit("ordering.sell")
  Outcome<Cart> recall(@PathVariable UUID cartId, SignedIn who) {
    return carts.recall(cartId, who);
  }

  /** Gives a cart up. */
  @PostMapping("/{cartId}/discard")
  @Permit("ordering.sell")
  Outcome<Cart> discard(@PathVariable UUID cartId, SignedIn who) {
    return carts.discard(cartId, who);
  }
}
