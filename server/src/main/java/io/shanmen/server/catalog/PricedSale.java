package io.shanmen.server.catalog;

import io.shanmen.kernel.money.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sale costs: the server's prices, frozen on the order once it is sold (F4).
 *
 * @param lines in the order in which they were wanted
 * @param total what is to be paid
 */
public record PricedSale(List<Line> lines, Money total) {

  public PricedSale {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param wanted what was asked for
   * @param version the version that is sold
   * @param chosenSlot the slot; null where places are not sold by slot
   * @param unit the price of one ticket, or of one person of a group
   * @param net what the line costs
   */
  public record Line(
      PriceQuestion.Line wanted,
      ProductVersion version,
      @Nullable Slot chosenSlot,
      Money unit,
      Money net) {

    public Optional<Slot> slot() {
      return Optional.ofNullable(chosenSlot);
    }

    /** How many tickets the line makes: a group is one. */
    public int tickets() {
      return people().tickets(wanted.quantity());
    }

    /** How many people each of its tickets admits. */
    public int headsPerTicket() {
      return people().headsPerTicket(wanted.quantity());
    }

    /** How many people the line admits, and so how many places it needs. */
    public int heads() {
      return people().heads(wanted.quantity());
    }

    private PeoplePerTicket people() {
      return version.terms().admission().people();
    }
  }
}
