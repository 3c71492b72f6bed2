package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.capacity.Capacity;
import io.shanmen.server.capacity.Hold;
import io.shanmen.server.capacity.HoldId;
import io.shanmen.server.capacity.HoldRequest;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.catalog.PricedSale;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.SignedIn;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Parks carts and takes them back (挂单, 取单). Places are held only where they are counted. */
@Component
class Carts {

  /** So long a parked cart is kept; as long as {@link Capacity} holds its places. */
  static final Duration KEPT_FOR = Capacity.HOLD_TIME;

  private static final int LAPSED_LIMIT_CARTS = 100;

  private final CartStore store;
  private final SaleDesk desk;
  private final TillShifts shifts;
  private final Capacity capacity;
  private final ParkClock clock;
  private final Ids ids;
  private final TransactionTemplate transaction;

  Carts(
      CartStore store,
      SaleDesk desk,
      TillShifts shifts,
      Capacity capacity,
      ParkClock clock,
      Ids ids,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.desk = desk;
    this.shifts = shifts;
    this.capacity = capacity;
    this.clock = clock;
    this.ids = ids;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** What a cashier wants kept. */
  record Wish(UUID cartId, String label, List<WantedLine> lines) {}

  Outcome<Cart> park(Wish wish, SignedIn who) {
    byte[] hash = ContentHash.of(wish.label(), wish.lines(), who.operatorId(), who.terminalId());
    Optional<Outcome<Cart>> before = store.find(wish.cartId()).map(cart -> same(cart, hash));
    return before.orElseGet(
        () -> desk.price(wish.lines()).then(priced -> park(wish, hash, priced, who)));
  }

  private static Outcome<Cart> same(ParkedCart cart, byte[] hash) {
    return MessageDigest.isEqual(cart.hash(), hash)
        ? Outcome.done(cart.cart())
        : Outcome.refused(OrderingProblem.CART_CONFLICT);
  }

  private Outcome<Cart> park(Wish wish, byte[] hash, PricedSale priced, SignedIn who) {
    return orRollback(
        () -> {
          return shifts
              .openShift(who)
              .then(
                  open ->
                      hold(priced)
                          .then(holds -> insert(cart(wish, hash, priced, who, holds), who, open)));
        });
  }

  private Outcome<Cart> insert(ParkedCart parked, SignedIn who, OpenShift shift) {
    return store.insert(parked, who.operatorId(), shift.id().value())
        ? Outcome.done(parked.cart())
        : store
            .find(parked.cart().cartId())
            .map(there -> same(there, parked.hash()))
            .orElseGet(() -> Outcome.refused(OrderingProblem.CART_CONFLICT));
  }

  private ParkedCart cart(
      Wish wish, byte[] hash, PricedSale priced, SignedIn who, List<Optional<UUID>> holds) {
    Moment now = clock.now();
    return new ParkedCart(
        new Cart(
            wish.cartId(),
            CartState.PARKED,
            wish.label(),
            wish.lines(),
            priced.total().minor(),
            who.operatorName(),
            now.at(),
            now.at().plus(KEPT_FOR)),
        holds,
        hash,
        who.terminalId());
  }

  /** One hold for each line that needs places; the first refusal ends it. */
  private Outcome<List<Optional<UUID>>> hold(PricedSale priced) {
    List<Optional<UUID>> holds = new ArrayList<>();
    List<HoldRequest> requests = new ArrayList<>();
    for (PricedSale.Line line : priced.lines()) {
      Optional<HoldRequest> request =
          SalePlaces.place(line)
              .map(place -> new HoldRequest(new HoldId(ids.next()), place, line.heads()));
      request.ifPresent(requests::add);
      holds.add(request.map(wanted -> wanted.id().value()));
    }
    if (!requests.isEmpty()) {
      for (Outcome<Hold> outcome : capacity.hold(requests)) {
        if (outcome instanceof Outcome.Refused<Hold>(Refusal reason)) {
          return Outcome.refused(reason);
        }
      }
    }
    return Outcome.done(holds);
  }

  List<Cart> parkedAt(UUID terminalId) {
    return store.parkedAt(terminalId).stream().map(ParkedCart::cart).toList();
  }

  /** Takes a cart back; doing so again does no harm. */
  Outcome<Cart> recall(UUID cartId, SignedIn who) {
    return orRollback(() -> open(cartId, who).map(cart -> become(cart, CartState.RECALLED)));
  }

  /** Gives a cart up and frees its places. */
  Outcome<Cart> discard(UUID cartId, SignedIn who) {
    return orRollback(() -> open(cartId, who).map(cart -> free(cart, CartState.DISCARDED)));
  }

  /** A cart belongs to its window: at any other there is no such cart. */
  private Outcome<ParkedCart> open(UUID cartId, SignedIn who) {
    ParkedCart cart = store.lock(List.of(cartId)).get(cartId);
    if (cart == null || !cart.terminalId().equals(who.terminalId())) {
      return Outcome.refused(OrderingProblem.CART_NOT_FOUND);
    }
    return cart.isOpen()
        ? Outcome.done(cart)
        : Outcome.refused(
            Refusal.of(OrderingProblem.CART_GONE, "state", cart.cart().state().name()));
  }

  private Cart become(ParkedCart parked, CartState state) {
    Cart cart = parked.cart();
    store.end(List.of(cart.cartId()), state);
    return new Cart(
        cart.cartId(),
        state,
        cart.label(),
        cart.lines(),
        cart.totalMinor(),
        cart.operatorName(),
        cart.parkedAt(),
        cart.expiresAt());
  }

  private Cart free(ParkedCart parked, CartState state) {
    List<HoldId> holds = parked.holds().toList();
    if (!holds.isEmpty()) {
      capacity.release(holds);
    }
    return become(parked, state);
  }

  /** Ends carts whose time is up; returns how many. */
  int endLapsed() {
    Integer ended =
        transaction.execute(
            status -> {
              List<ParkedCart> lapsed = store.lockLapsed(clock.now().at(), LAPSED_LIMIT_CARTS);
              lapsed.forEach(cart -> free(cart, CartState.EXPIRED));
              return lapsed.size();
            });
    return ended;
  }

  private <T> Outcome<T> orRollback(Supplier<Outcome<T>> work) {
    return transaction.execute(
        status -> {
          Outcome<T> outcome = work.get();
          if (!outcome.isDone()) {
            status.setRollbackOnly();
          }
          return outcome;
        });
  }
}
