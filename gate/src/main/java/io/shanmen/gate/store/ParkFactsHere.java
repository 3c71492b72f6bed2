package io.shanmen.gate.store;

import io.shanmen.kernel.ticketcode.KeyRing;
import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known here of the park, apart from its tickets. It never changes; a new one takes its
 * place when the server has news.
 *
 * @param keys the keys that read ticket codes
 * @param products by number
 * @param fullOn the business day on which the park takes nobody new (R25), or null
 * @param here where this gate stands, or null where the console has not said
 */
public record ParkFactsHere(
    ParkSettings settings,
    KeyRing keys,
    Map<Integer, ProductName> products,
    @Nullable BusinessDay fullOn,
    @Nullable GatePlace here) {

  /** What visitors call a kind of ticket. */
  public record ProductName(String zh, String en) {
    /** Where the product is not on the list yet. */
    public static final ProductName UNKNOWN = new ProductName("门票", "Ticket");
  }

  /**
   * Whether the park takes nobody new at this moment. With the next business day counting begins
   * anew; a gate that is alone cannot know that places have become free before.
   */
  public boolean isFull(Instant now) {
    return settings.calendar().dayOf(now).equals(fullOn);
  }

  public ProductName product(int productNo) {
    return products.getOrDefault(productNo, ProductName.UNKNOWN);
  }
}
