package io.shanmen.server.aftersales;

import io.shanmen.server.cashdesk.ShiftId;
import io.shanmen.server.cashdesk.ShiftLeftovers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Payments that a shift began must end before it closes (R9). */
@Component
class RefundLeftovers implements ShiftLeftovers {

  private final RefundStore store;

  RefundLeftovers(RefundStore store) {
    this.store = store;
  }

  @Override
  public List<Leftover> leftoversOf(Set<ShiftId> shifts) {
    int unfinished = store.unfinishedIn(shifts.stream().map(ShiftId::value).toArray(UUID[]::new));
    return unfinished == 0
        ? List.of()
        : List.of(new Leftover("HELD_REFUND", "未完成的退款", "refunds not paid", unfinished));
  }
}
