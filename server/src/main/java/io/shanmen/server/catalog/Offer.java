package io.shanmen.server.catalog;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket type as it is sold on one day: all that a window shows on its tile.
 *
 * @param productId the type
 * @param productNo its short number
 * @param nameZh its Chinese name
 * @param nameEn its English name
 * @param hotKey the letter that picks it, A to Z; null for none
 * @param unitMinor the price of one, or of one person of a group; of the cheapest slot where slots
 *     differ
 * @param people how many people one ticket carries
 * @param eligibilityZh who may have one, to be checked by the cashier; null if anybody
 * @param eligibilityEn the same in English
 * @param remaining places left on the day; null where places are not counted
 * @param slots the slots of the day; none where places are not sold by slot
 */
public record Offer(
    UUID productId,
    int productNo,
    String nameZh,
    String nameEn,
    @Nullable String hotKey,
    long unitMinor,
    PeoplePerTicket people,
    @Nullable String eligibilityZh,
    @Nullable String eligibilityEn,
    @Nullable Integer remaining,
    List<SlotOffer> slots) {

  public Offer {
    slots = List.copyOf(slots);
  }

  /**
   * A slot that can be sold.
   *
   * @param slotNo its number within the pool
   * @param start local time in the park, HH:MM
   * @param end local time in the park, HH:MM; past midnight it is the night that follows
   * @param remaining places left
   * @param unitMinor the price of one in this slot
   */
  public record SlotOffer(int slotNo, String start, String end, int remaining, long unitMinor) {}
}
