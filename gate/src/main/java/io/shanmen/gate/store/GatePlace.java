package io.shanmen.gate.store;

import io.shanmen.kernel.admission.Place;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a gate stands, as the console has said.
 *
 * @param place its number and its checkpoint
 * @param name as staff call it
 * @param direction which way it lets people
 * @param emergencyOrdered it shall stand open
 */
public record GatePlace(Place place, String name, Ways direction, boolean emergencyOrdered) {

  /** Which way a gate lets people. */
  public enum Ways {
    ENTRY,
    EXIT,
    BOTH
  }

  /** What the feed says of a gate; nothing where the console has not placed it yet. */
  static Optional<GatePlace> of(JsonNode item) {
    if (!item.path("no").isIntegralNumber() || !item.path("checkpointNo").isIntegralNumber()) {
      return Optional.empty();
    }
    return Optional.of(
        new GatePlace(
            new Place(item.path("no").asInt(), item.path("checkpointNo").asInt()),
            item.path("name").asString(""),
            Ways.valueOf(item.path("direction").asString("ENTRY")),
            item.path("orderedMode").asString("NORMAL").equals("EMERGENCY_OPEN")));
  }
}
