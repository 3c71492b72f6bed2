package io.shanmen.kernel.admission;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Passages that were authorised and have not happened yet.
 *
 * @param request the presentation of the code
 * @param kind what the passages will mean
 * @param place where
 * @param heads how many people, less those who have passed already
 * @param at when it was authorised
 */
public record Reservation(UUID request, PassageKind kind, Place place, int heads, Instant at) {

  public Reservation {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(at, "at");
    if (heads < 1) {
      throw new IllegalArgumentException("nobody to reserve for: " + heads);
    }
  }
}
