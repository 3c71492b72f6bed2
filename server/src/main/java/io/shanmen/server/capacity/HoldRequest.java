package io.shanmen.server.capacity;

/**
 * Asks for places.
 *
 * @param id made by the asker; the same id with the same content has the same answer
 * @param place where
 * @param heads for how many people, at least 1
 */
public record HoldRequest(HoldId id, Place place, int heads) {

  public HoldRequest {
    if (heads < 1) {
      throw new IllegalArgumentException("places for at least one person: " + heads);
    }
  }
}
