package io.shanmen.server.capacity;

import io.shanmen.kernel.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the module: holds, sells and takes back places, in sets.
 *
 * <p>Every method joins the caller's transaction, locks the places it touches in one order, decides
 * in the order of the list, and answers for each member alone: one that is refused takes nothing
 * from the others. The same id with the same content has the same answer.
 */
@Component
public class Capacity {

  /** How long places are kept for a cart that is not paid. */
  public static final Duration HOLD_TIME = Duration.ofMinutes(15);

  private final ClaimStore store;
  private final InstantSource clock;

  Capacity(ClaimStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Keeps places for carts that are not paid, until they expire after {@link #HOLD_TIME}. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Hold>> hold(List<HoldRequest> requests) {
    Instant expiresAt = clock.instant().plus(HOLD_TIME);
    return claim(
        requests,
        requests.stream().map(HoldRequest::id).toList(),
        (book, request) -> book.hold(request, expiresAt));
  }

  /**
   * Sells places: those that a hold of the same id keeps, or else free ones. A hold for another
   * place or number of people is a conflict; release it first.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Hold>> sell(List<HoldRequest> requests) {
    return sell(requests, requests.stream().map(HoldRequest::id).toList());
  }

  /**
   * The same for requests of which most have ids that were made just now: nothing needs to be
   * looked up for those.
   *
   * @param known the ids among them that may be known
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Hold>> sell(List<HoldRequest> requests, Collection<HoldId> known) {
    Instant now = clock.instant();
    return claim(requests, known, (book, request) -> book.sell(request, now));
  }

  /** Gives up holds before a sale. Releasing what is no longer held changes nothing. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Hold>> release(List<HoldId> ids) {
    return settle(store.lockClaims(ids), ids, PlaceBook::release);
  }

  /** Takes sold places back after a refund, as the policy says (R20). */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Outcome<Hold>> giveBack(List<ReturnRequest> requests) {
    Map<HoldId, Claim> claims = store.lockClaims(requests.stream().map(ReturnRequest::id).toList());
    return settle(claims, requests, PlaceBook::giveBack);
  }

  /** How many places there are now; {@link Places#NOT_SET} where the park has set none. */
  @Transactional(readOnly = true)
  public Map<Place, Places> places(Collection<Place> places) {
    Map<Place, Places> known = new HashMap<>(store.places(places));
    places.forEach(place -> known.putIfAbsent(place, Places.NOT_SET));
    return known;
  }

  /** Frees the places of holds that lapsed; returns how many it freed, at most {@code limit}. */
  @Transactional
  int expireLapsed(int limit) {
    Map<HoldId, Claim> lapsed = store.lockLapsed(clock.instant(), limit);
    settle(lapsed, List.copyOf(lapsed.keySet()), PlaceBook::expire);
    return lapsed.size();
  }

  private List<Outcome<Hold>> claim(
      List<HoldRequest> requests,
      Collection<HoldId> known,
      BiFunction<PlaceBook, HoldRequest, Outcome<Hold>> decide) {
    Map<HoldId, Claim> claims = known.isEmpty() ? Map.of() : store.lockClaims(known);
    List<Place> touched =
        Stream.concat(requests.stream().map(HoldRequest::place), placesOf(claims)).toList();
    return decide(new PlaceBook(store.lockPlaces(touched), claims), requests, decide);
  }

  private <C> List<Outcome<Hold>> settle(
      Map<HoldId, Claim> claims, List<C> commands, BiFunction<PlaceBook, C, Outcome<Hold>> decide) {
    Map<Place, Places> places = store.lockPlaces(placesOf(claims).toList());
    return decide(new PlaceBook(places, claims), commands, decide);
  }

  private <C> List<Outcome<Hold>> decide(
      PlaceBook book, List<C> commands, BiFunction<PlaceBook, C, Outcome<Hold>> decide) {
    List<Outcome<Hold>> outcomes =
        commands.stream().map(command -> decide.apply(book, command)).toList();
    store.write(book);
    return outcomes;
  }

  private static Stream<Place> placesOf(Map<HoldId, Claim> claims) {
    return claims.values().stream().map(claim -> claim.hold().place());
  }
}
