package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.capacity.Capacity;
import io.shanmen.server.capacity.Hold;
import io.shanmen.server.capacity.HoldId;
import io.shanmen.server.capacity.HoldRequest;
import io.shanmen.server.capacity.Place;
import io.shanmen.server.capacity.ReturnPolicy;
import io.shanmen.server.capacity.ReturnRequest;
import io.shanmen.server.catalog.PlacePool;
import io.shanmen.server.catalog.PricedSale;
import io.shanmen.server.foundation.Ids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The steps of a sale that concern places, where places are counted, and the cart that is sold. */
@Component
class SalePlaces {

  private final Capacity capacity;
  private final CartStore carts;
  private final Ids ids;

  SalePlaces(Capacity capacity, CartStore carts, Ids ids) {
    this.capacity = capacity;
    this.carts = carts;
    this.ids = ids;
  }

  private record Wanted(Sale sale, int lineNo, HoldRequest request, boolean held) {}

  /** Finds the carts that are sold, locked against lapsing meanwhile. */
  void findCarts(List<Sale> sales) {
    List<UUID> wanted =
        sales.stream().flatMap(sale -> sale.cartId().stream()).distinct().sorted().toList();
    if (wanted.isEmpty()) {
      return;
    }
    Map<UUID, ParkedCart> found = carts.lock(wanted);
    Set<UUID> taken = new HashSet<>();
    for (Sale sale : sales) {
      sale.cartId()
          .ifPresent(
              cartId -> {
                ParkedCart cart = found.get(cartId);
                if (cart == null || !cart.terminalId().equals(sale.command().who().terminalId())) {
                  sale.refuse(Refusal.of(OrderingProblem.CART_NOT_FOUND));
                } else if (!cart.isOpen() || !taken.add(cartId)) {
                  sale.refuse(
                      Refusal.of(OrderingProblem.CART_GONE, "state", cart.cart().state().name()));
                } else {
                  sale.setCart(cart);
                }
              });
    }
  }

  /** Sells the places of all lines; a sale of which one line is refused is refused. */
  void sell(List<Sale> sales) {
    List<Wanted> wanted = sales.stream().flatMap(sale -> wanted(sale).stream()).toList();
    if (wanted.isEmpty()) {
      return;
    }
    List<Outcome<Hold>> outcomes =
        capacity.sell(
            wanted.stream().map(Wanted::request).toList(),
            wanted.stream().filter(Wanted::held).map(one -> one.request().id()).toList());
    for (int i = 0; i < outcomes.size(); i++) {
      Wanted one = wanted.get(i);
      switch (outcomes.get(i)) {
        case Outcome.Done<Hold>(Hold hold) -> one.sale().places().put(one.lineNo(), hold.id());
        case Outcome.Refused<Hold>(Refusal reason) -> one.sale().refuse(reason);
      }
    }
  }

  private List<Wanted> wanted(Sale sale) {
    List<Wanted> wanted = new ArrayList<>();
    int lineNo = 0;
    for (PricedSale.Line line : sale.command().lines()) {
      lineNo++;
      Optional<Place> place = place(line);
      if (place.isPresent()) {
        Optional<HoldId> held = sale.heldFor(lineNo);
        HoldId id = held.orElseGet(() -> new HoldId(ids.next()));
        HoldRequest request = new HoldRequest(id, place.get(), line.heads());
        wanted.add(new Wanted(sale, lineNo, request, held.isPresent()));
      }
    }
    return wanted;
  }

  /** Where a line needs places; nothing where places are not counted. */
  static Optional<Place> place(PricedSale.Line line) {
    Integer slot = line.wanted().slotNo();
    return line.version()
        .terms()
        .placePool()
        .map(
            pool ->
                new Place(
                    pool, line.wanted().visitDay(), slot == null ? PlacePool.WHOLE_DAY : slot));
  }

  /**
   * Ends what the set leaves behind: places sold to sales that were refused are free again, carts
   * that were sold end, and what they held beyond the sale is free too.
   */
  void settle(List<Sale> sales) {
    giveBackOfRefused(sales);
    List<UUID> sold = new ArrayList<>();
    List<HoldId> unused = new ArrayList<>();
    for (Sale sale : sales) {
      sale.cart()
          .ifPresent(
              cart -> {
                Set<HoldId> used = Set.copyOf(sale.places().values());
                if (sale.goesOn()) {
                  sold.add(cart.cart().cartId());
                  cart.holds().filter(hold -> !used.contains(hold)).forEach(unused::add);
                } else if (cart.holds().anyMatch(used::contains)) {
                  carts.forgetHolds(cart.cart().cartId());
                }
              });
    }
    if (!sold.isEmpty()) {
      carts.end(sold, CartState.SOLD);
    }
    if (!unused.isEmpty()) {
      capacity.release(unused).forEach(Outcome::orThrow);
    }
  }

  private void giveBackOfRefused(List<Sale> sales) {
    List<ReturnRequest> returns = new ArrayList<>();
    for (Sale sale : sales) {
      if (!sale.goesOn()) {
        sale.places()
            .forEach(
                (lineNo, hold) ->
                    returns.add(
                        new ReturnRequest(
                            hold,
                            sale.command().lines().get(lineNo - 1).heads(),
                            ReturnPolicy.IMMEDIATE)));
      }
    }
    if (!returns.isEmpty()) {
      capacity.giveBack(returns).forEach(Outcome::orThrow);
    }
  }
}
