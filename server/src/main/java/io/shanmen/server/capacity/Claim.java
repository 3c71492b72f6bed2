package io.shanmen.server.capacity;

/**
 * A hold with what was given back of it: one row of {@code capacity.claim}.
 *
 * @param hold the claim as others see it
 * @param returned of its heads, how many were refunded
 * @param freed of those, how many places can be sold again
 */
record Claim(Hold hold, int returned, int freed) {

  static Claim of(Hold hold) {
    return new Claim(hold, 0, 0);
  }

  Claim in(HoldState state) {
    Hold next = new Hold(hold.id(), hold.place(), hold.heads(), state, hold.expiresAt());
    return new Claim(next, returned, freed);
  }

  boolean isFor(HoldRequest request) {
    return hold.place().equals(request.place()) && hold.heads() == request.heads();
  }
}
