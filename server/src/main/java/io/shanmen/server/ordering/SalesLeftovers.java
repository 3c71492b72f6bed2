package io.shanmen.server.ordering;

import io.shanmen.server.cashdesk.ShiftId;
import io.shanmen.server.cashdesk.ShiftLeftovers;
import io.shanmen.server.ticketing.Tickets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
  public List<Leftover> leftoversOf(Set<ShiftId> shifts) {
    Set<UUID> ids = shifts.stream().map(ShiftId::value).collect(Collectors.toSet());
    List<Leftover> leftovers = new ArrayList<>();
    int parked = carts.openIn(ids);
    if (parked > 0) {
      leftovers.add(new Leftover("PARKED_CART", "挂单", "parked carts", parked));
    }
    int unprinted = tickets.unprintedIn(ids);
    if (unprinted > 0) {
      leftovers.add(new Leftover("UNPRINTED_TICKET", "未出票的票", "tickets not printed", unprinted));
    }
    return leftovers;
  }
}
