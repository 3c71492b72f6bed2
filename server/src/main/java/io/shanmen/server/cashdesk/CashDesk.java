package io.shanmen.server.cashdesk;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The face of the module: tells who may take money, and keeps shifts from closing meanwhile. */
@Component
public class CashDesk {

  private final ShiftStore shifts;
  private final DrawerCash cash;

  CashDesk(ShiftStore shifts, DrawerCash cash) {
    this.shifts = shifts;
    this.cash = cash;
  }

  /**
   * The open shift of each till, locked until the caller's transaction ends so that no close can
   * race a sale; refused with {@code NO_OPEN_SHIFT} where there is none (R1).
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<Till, Outcome<OpenShift>> openShifts(Set<Till> tills) {
    Map<Till, ShiftStore.Locked> open = shifts.lockOpen(tills);
    List<ShiftId> ids = open.values().stream().map(locked -> locked.shift().id()).toList();
    Map<ShiftId, Money> held = ids.isEmpty() ? Map.of() : cash.held(ids);
    Map<Till, Outcome<OpenShift>> answers = new HashMap<>();
    for (Till till : tills) {
      ShiftStore.Locked locked = open.get(till);
      answers.put(
          till,
          locked == null
              ? Outcome.refused(CashDeskProblem.NO_OPEN_SHIFT)
              : Outcome.done(openShift(locked, held)));
    }
    return answers;
  }

  private static OpenShift openShift(ShiftStore.Locked locked, Map<ShiftId, Money> held) {
    Shift shift = locked.shift();
    Money inDrawer = held.get(shift.id());
    boolean dropDue = inDrawer != null && inDrawer.minor() > locked.dropLimitMinor();
    return new OpenShift(shift.id(), shift.till(), shift.businessDay(), dropDue);
  }
}
