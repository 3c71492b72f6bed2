package io.shanmen.kernel.admission;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One person who passed.
 *
 * @param request the presentation of the code that let the person through
 * @param nth 1 for the first person of that presentation; together with it the passage's identity
 * @param kind what it means
 * @param place where
 * @param at when, on the gate's clock
 */
public record Passage(UUID request, int nth, PassageKind kind, Place place, Instant at) {

  public Passage {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(at, "at");
    if (nth < 1) {
      throw new IllegalArgumentException("no such person: " + nth);
    }
  }
}
