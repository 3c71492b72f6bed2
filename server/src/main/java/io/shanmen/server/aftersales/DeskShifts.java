package io.shanmen.server.aftersales;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.cashdesk.CashDesk;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.cashdesk.Till;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.identity.SignedIn;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** In which shift, and on which day, the refund desk works. */
@Component
class DeskShifts {

  private final CashDesk cashDesk;
  private final ParkProfile profile;
  private final InstantSource clock;

  DeskShifts(CashDesk cashDesk, ParkProfile profile, InstantSource clock) {
    this.cashDesk = cashDesk;
    this.profile = profile;
    this.clock = clock;
  }

  /** A point in time and its business day. */
  record Moment(Instant at, BusinessDay day) {}

  Moment now() {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Moment(at, profile.park().dayOf(at));
  }

  /** The caller's open shift, locked against closing until the transaction ends. */
  Outcome<OpenShift> openShift(SignedIn who) {
    Till till = new Till(who.operatorId(), who.terminalId());
    return Objects.requireNonNull(cashDesk.openShifts(Set.of(till)).get(till));
  }
}
