package io.shanmen.server.capacity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides claims on places, one after the other, on what was read under lock. It knows no database:
 * it remembers what changed, and {@link ClaimStore} writes that.
 */
final class PlaceBook {

  private final Map<Place, Places> places;
  private final Map<HoldId, Claim> claims;
  private final Map<Place, Places> changedPlaces = new LinkedHashMap<>();
  private final Map<HoldId, Claim> newClaims = new LinkedHashMap<>();
  private final Map<HoldId, Claim> changedClaims = new LinkedHashMap<>();

  PlaceBook(Map<Place, Places> places, Map<HoldId, Claim> claims) {
    this.places = new HashMap<>(places);
    this.claims = new HashMap<>(claims);
  }

  Outcome<Hold> hold(HoldRequest request, Instant expiresAt) {
    Claim known = claims.get(request.id());
    return known == null ? take(request, HoldState.HELD, expiresAt) : again(known, request);
  }

  Outcome<Hold> sell(HoldRequest request, Instant now) {
    Claim known = claims.get(request.id());
    if (known == null) {
      return take(request, HoldState.SOLD, now);
    }
    if (known.hold().state() != HoldState.HELD || !known.isFor(request)) {
      return again(known, request);
    }
    Places at = counted(known);
    put(request.place(), at.capacity(), at.held() - request.heads(), at.sold() + request.heads());
    return change(known.in(HoldState.SOLD));
  }

  Outcome<Hold> release(HoldId id) {
    return giveUp(id, HoldState.RELEASED);
  }

  Outcome<Hold> expire(HoldId id) {
    return giveUp(id, HoldState.EXPIRED);
  }

  Outcome<Hold> giveBack(ReturnRequest request) {
    Claim known = claims.get(request.id());
    if (known == null) {
      return Outcome.refused(CapacityProblem.HOLD_NOT_FOUND);
    }
    HoldState state = known.hold().state();
    if (state != HoldState.SOLD && state != HoldState.RETURNED) {
      return Outcome.refused(CapacityProblem.HOLD_NOT_SOLD);
    }
    int left = known.hold().heads() - known.returned();
    if (request.heads() > left) {
      return Outcome.refused(Refusal.of(CapacityProblem.RETURN_EXCEEDS_SALE, "left", left));
    }
    int freed =
        switch (request.policy()) {
          case IMMEDIATE -> request.heads();
          case NONE -> 0;
        };
    if (freed > 0) {
      Places at = counted(known);
      put(known.hold().place(), at.capacity(), at.held(), at.sold() - freed);
    }
    Claim next = request.heads() == left ? known.in(HoldState.RETURNED) : known;
    return change(
        new Claim(next.hold(), known.returned() + request.heads(), known.freed() + freed));
  }

  Map<Place, Places> changedPlaces() {
    return changedPlaces;
  }

  Collection<Claim> newClaims() {
    return newClaims.values();
  }

  Collection<Claim> changedClaims() {
    return changedClaims.values();
  }

  private Outcome<Hold> take(HoldRequest request, HoldState state, Instant expiresAt) {
    @Nullable Places at = places.get(request.place());
    if (at == null) {
      return Outcome.refused(
          Refusal.of(CapacityProblem.PLACES_NOT_OPEN, "day", request.place().day().toString()));
    }
    if (request.heads() > at.remaining()) {
      return Outcome.refused(
          Refusal.of(CapacityProblem.PLACES_SOLD_OUT, "remaining", at.remaining()));
    }
    int held = state == HoldState.HELD ? at.held() + request.heads() : at.held();
    int sold = state == HoldState.SOLD ? at.sold() + request.heads() : at.sold();
    put(request.place(), at.capacity(), held, sold);
    Hold hold = new Hold(request.id(), request.place(), request.heads(), state, expiresAt);
    claims.put(hold.id(), Claim.of(hold));
    newClaims.put(hold.id(), Claim.of(hold));
    return Outcome.done(hold);
  }

  /** The answer to an id that is known: the same as before, unless it now says something else. */
  private static Outcome<Hold> again(Claim known, HoldRequest request) {
    if (!known.isFor(request)) {
      return Outcome.refused(CapacityProblem.HOLD_CONFLICT);
    }
    return switch (known.hold().state()) {
      case HELD, SOLD, RETURNED -> Outcome.done(known.hold());
      case RELEASED, EXPIRED -> Outcome.refused(CapacityProblem.HOLD_EXPIRED);
    };
  }

  private Outcome<Hold> giveUp(HoldId id, HoldState as) {
    Claim known = claims.get(id);
    if (known == null) {
      return Outcome.refused(CapacityProblem.HOLD_NOT_FOUND);
    }
    if (known.hold().state() != HoldState.HELD) {
      return Outcome.done(known.hold());
    }
    Places at = counted(known);
    put(known.hold().place(), at.capacity(), at.held() - known.hold().heads(), at.sold());
    return change(known.in(as));
  }

  private Outcome<Hold> change(Claim claim) {
    HoldId id = claim.hold().id();
    claims.put(id, claim);
    if (newClaims.containsKey(id)) {
      newClaims.put(id, claim);
    } else {
      changedClaims.put(id, claim);
    }
    return Outcome.done(claim.hold());
  }

  private void put(Place place, int capacity, int held, int sold) {
    Places next = new Places(capacity, held, sold);
    places.put(place, next);
    changedPlaces.put(place, next);
  }

  /** A claim stands on a row of its place, by a foreign key. */
  private Places counted(Claim claim) {
    Places at = places.get(claim.hold().place());
    if (at == null) {
      throw new IllegalStateException("no places under " + claim.hold().id());
    }
    return at;
  }
}
