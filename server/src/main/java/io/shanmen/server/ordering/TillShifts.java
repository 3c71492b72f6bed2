package io.shanmen.server.ordering;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.cashdesk.CashDesk;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.cashdesk.Till;
import io.shanmen.server.ticketing.CurrentShifts;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells ticketing, which does not know the cash desk, in which shift somebody works. */
@Component
class TillShifts implements CurrentShifts {

  private final CashDesk cashDesk;

  TillShifts(CashDesk cashDesk) {
    this.cashDesk = cashDesk;
  }

  @Override
  public Optional<UUID> shiftOf(UUID operatorId, UUID terminalId) {
    Till till = new Till(operatorId, terminalId);
    return switch (cashDesk.openShifts(Set.of(till)).get(till)) {
      case Outcome.Done<OpenShift>(OpenShift shift) -> Optional.of(shift.id().value());
      case Outcome.Refused<OpenShift> refused -> Optional.empty();
      case null -> Optional.empty();
    };
  }
}
