package io.shanmen.gate.store;

import io.shanmen.kernel.admission.Place;

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
}
