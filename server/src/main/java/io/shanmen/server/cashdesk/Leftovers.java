package io.shanmen.server.cashdesk;

import io.shanmen.server.cashdesk.ShiftLeftovers.Leftover;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Everything that a shift must not leave behind: its own open drops, and what others name (R9). */
@Component
class Leftovers {

  private final DropStore drops;
  private final ObjectProvider<ShiftLeftovers> others;

  Leftovers(DropStore drops, ObjectProvider<ShiftLeftovers> others) {
    this.drops = drops;
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
      all.add(new Leftover("OPEN_DROP", "未签收的解款", "drops not received", offered));
    }
    others.orderedStream().forEach(other -> all.addAll(other.leftoversOf(shift)));
    return all;
  }
}
