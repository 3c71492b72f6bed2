package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.cashdesk.CashDesk;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.cashdesk.Till;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.CurrentShifts;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** In which shift somebody works; tells it to ticketing too, which does not know the cash desk. */
@Component
class TillShifts implements CurrentShifts {

  private final CashDesk cashDesk;

  TillShifts(CashDesk cashDesk) {
    this.cashDesk = cashDesk;
  }

  /** The caller's open shift, locked against closing until the transaction ends. */
  Outcome<OpenShift> openShift(SignedIn who) {
    return openShift(new Till(who.operatorId(), who.terminalId()));
  }

  private Outcome<OpenShift> openShift(Till till) {
    return Objects.requireNonNull(cashDesk.openShifts(Set.of(till)).get(till));
  }

  @Override
  public Optional<UUID> shiftOf(UUID operatorId, UUID terminalId) {
    return switch (openShift(new Till(operatorId, terminalId))) {
      case Outcome.Done<OpenShift>(OpenShift shift) -> Optional.of(shift.id().value());
      case Outcome.Refused<OpenShift> refused -> Optional.empty();
    };
  }
}
