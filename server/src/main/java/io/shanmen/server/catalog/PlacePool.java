package io.shanmen.server.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * Places that one or several ticket types draw from, counted by the day or by the slot. How many
 * there are on which day is known to {@code capacity}.
 *
 * @param id the pool
 * @param names what the park calls it
 * @param slots its slots in order; none if places are counted by the whole day
 */
public record PlacePool(PlacePoolId id, Names names, List<Slot> slots) {

  /** The number that stands for the whole day where a pool has no slots. */
  public static final int WHOLE_DAY = 0;

  public PlacePool {
    slots = List.copyOf(slots);
  }

  @JsonIgnore
  public boolean isBySlot() {
    return !slots.isEmpty();
  }

  public Optional<Slot> slot(int no) {
    return slots.stream().filter(slot -> slot.no() == no).findFirst();
  }

  /** True if this number names a slot of the pool, or the whole day where it has none. */
  public boolean has(int slotNo) {
    return isBySlot() ? slot(slotNo).isPresent() : slotNo == WHOLE_DAY;
  }
}
