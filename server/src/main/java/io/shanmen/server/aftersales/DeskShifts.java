package io.shanmen.server.aftersales;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.cashdesk.CashDesk;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.cashdesk.Till;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.SignedIn;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** In which shift, and on which day, the refund desk works. */
@Component
class DeskShifts {

  private final CashDesk cashDesk;
  private final ParkClock clock;

  DeskShifts(CashDesk cashDesk, ParkClock clock) {
    this.cashDesk = cashDesk;
    this.clock = clock;
  }

  Moment now() {
    return clock.now();
  }

  /** The caller's open shift, locked against closing until the transaction ends. */
  Outcome<OpenShift> openShift(SignedIn who) {
    Till till = new Till(who.operatorId(), who.terminalId());
    return Objects.requireNonNull(cashDesk.openShifts(Set.of(till)).get(till));
  }
}
