package io.shanmen.server.ordering;

import io.shanmen.server.cashdesk.ShiftId;
import io.shanmen.server.cashdesk.ShiftLeftovers;
import io.shanmen.server.ticketing.Tickets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What selling must not leave behind when a shift closes (R9). */
@Component
class SalesLeftovers implements ShiftLeftovers {

  private final CartStore carts;
  private final Tickets tickets;

  SalesLeftovers(CartStore carts, Tickets tickets) {
    this.carts = carts;
    this.tickets = tickets;
  }

  @Override
  public List<Leftover> leftoversOf(ShiftId shift) {
    List<Leftover> leftovers = new ArrayList<>();
    int parked = carts.openIn(shift.value());
    if (parked > 0) {
      leftovers.add(new Leftover("PARKED_CART", "挂单", "Parked carts", parked));
    }
    int unprinted = tickets.unprintedIn(shift.value());
    if (unprinted > 0) {
      leftovers.add(new Leftover("UNPRINTED_TICKET", "未出票的票", "Tickets not printed", unprinted));
    }
    return leftovers;
  }
}
