package io.shanmen.server.cashdesk;

import io.shanmen.server.cashdesk.ShiftLeftovers.Leftover;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Everything that a shift must not leave behind: its own open drops, and what others name (R9). */
@Component
class Leftovers {

  /** Cash that is neither in the drawer nor received: it is not handed over, it is received. */
  static final String OPEN_DROP = "OPEN_DROP";

  private final DropStore drops;
  private final HandoverStore handovers;
  private final ObjectProvider<ShiftLeftovers> others;

  Leftovers(DropStore drops, HandoverStore handovers, ObjectProvider<ShiftLeftovers> others) {
    this.drops = drops;
    this.handovers = handovers;
    this.others = others;
  }

  List<Leftover> of(ShiftId shift) {
    List<Leftover> all = new ArrayList<>();
    int offered =
        (int)
            drops.ofShift(shift).stream()
                .filter(drop -> drop.state() == DropSlip.State.OFFERED)
                .count();
    if (offered > 0) {
      all.add(new Leftover(OPEN_DROP, "未签收的解款", "drops not received", offered));
    }
    Set<ShiftId> shifts = handovers.chainOf(shift);
    others.orderedStream().forEach(other -> all.addAll(other.leftoversOf(shifts)));
    return all;
  }

  /** The shift goes on: what was handed over is its own again. */
  void takeBack(ShiftId shift) {
    handovers.withdraw(shift);
  }
}
