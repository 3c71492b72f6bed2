package io.shanmen.server.capacity;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.catalog.PlacePool;
import io.shanmen.server.catalog.PlacePoolId;
import java.util.Comparator;

/**
 * Where places are counted: a pool on a day, in a slot or for the whole day.
 *
 * <p>Places sort by pool, day and slot; rows are locked in this order, so that two sets never wait
 * for each other in a circle.
 *
 * @param pool whose places
 * @param day the day of the visit
 * @param slot the slot's number, or {@link PlacePool#WHOLE_DAY}
 */
public record Place(PlacePoolId pool, BusinessDay day, int slot) implements Comparable<Place> {

  private static final Comparator<Place> ORDER =
      Comparator.comparing((Place place) -> place.pool().value().toString())
          .thenComparing(Place::day)
          .thenComparingInt(Place::slot);

  public static Place wholeDay(PlacePoolId pool, BusinessDay day) {
    return new Place(pool, day, PlacePool.WHOLE_DAY);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
