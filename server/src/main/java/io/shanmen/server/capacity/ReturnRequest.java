package io.shanmen.server.capacity;

/**
 * Hands sold places back after a refund.
 *
 * @param id the claim under which they were sold
 * @param heads for how many people, at least 1, at most what is left of the claim
 * @param policy what becomes of the places
 */
public record ReturnRequest(HoldId id, int heads, ReturnPolicy policy) {

  public ReturnRequest {
    if (heads < 1) {
      throw new IllegalArgumentException("places of at least one person: " + heads);
    }
  }
}
