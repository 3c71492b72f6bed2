package io.shanmen.server.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.shanmen.kernel.validity.Entitlement;

/**
 * How many people one ticket admits: one (一人一票), a fixed number (多人一票, a family of four), or as
 * many as are sold on it, within limits (a group).
 *
 * @param least the fewest people on one ticket, at least 1
 * @param most the most people on one ticket, at most {@link #LIMIT_PEOPLE}
 */
public record PeoplePerTicket(int least, int most) {

  /** The most people that one ticket can carry: the width of the head count in a ticket code. */
  public static final int LIMIT_PEOPLE = Entitlement.HEADS_LIMIT;

  /** The most tickets that one line of an order can make. */
  public static final int LIMIT_TICKETS_PER_LINE = 999;

  public static final PeoplePerTicket ONE = new PeoplePerTicket(1, 1);

  public PeoplePerTicket {
    if (least < 1 || most < least || most > LIMIT_PEOPLE) {
      throw new IllegalArgumentException("people per ticket: " + least + " to " + most);
    }
  }

  public static PeoplePerTicket fixed(int people) {
    return new PeoplePerTicket(people, people);
  }

  /** True if the number of people is a matter of the type and not of the sale. */
  @JsonIgnore
  public boolean isFixed() {
    return least == most;
  }

  /** True if a line of this quantity can be sold: a group must be neither too small nor too big. */
  public boolean allows(int quantity) {
    return quantity >= leastQuantity() && quantity <= mostQuantity();
  }

  /** The smallest quantity of a line: one ticket, or the smallest group. */
  public int leastQuantity() {
    return isFixed() ? 1 : least;
  }

  /** The largest quantity of a line: so many tickets, or the largest group. */
  public int mostQuantity() {
    return isFixed() ? LIMIT_TICKETS_PER_LINE : most;
  }

  /** How many tickets a line of this quantity makes: a group is one ticket. */
  public int tickets(int quantity) {
    return isFixed() ? quantity : 1;
  }

  /** How many people each ticket of a line of this quantity admits. */
  public int headsPerTicket(int quantity) {
    return isFixed() ? least : quantity;
  }

  /** How many people the whole line admits, and so how many places it needs. */
  public int heads(int quantity) {
    return Math.multiplyExact(tickets(quantity), headsPerTicket(quantity));
  }
}
