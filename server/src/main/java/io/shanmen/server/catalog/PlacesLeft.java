package io.shanmen.server.catalog;

import io.shanmen.kernel.time.BusinessDay;
import java.util.Collection;
import java.util.Map;

/**
 * Says how many places are left. {@code capacity} implements it, so that the catalogue can show
 * what can be sold without knowing how places are counted.
 */
public interface PlacesLeft {

  /**
   * The places left on a day, by pool and slot ({@link PlacePool#WHOLE_DAY} where a pool has none).
   * What has not been opened is missing from the answer.
   */
  Map<PlacePoolId, Map<Integer, Integer>> on(BusinessDay day, Collection<PlacePoolId> pools);
}
