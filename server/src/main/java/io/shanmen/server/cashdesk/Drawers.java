package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.terminal.TerminalKind;
import io.shanmen.server.terminal.Terminals;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the park decides about its drawers. */
@Component
class Drawers {

  private final ShiftStore store;
  private final Terminals terminals;

  Drawers(ShiftStore store, Terminals terminals) {
    this.store = store;
    this.terminals = terminals;
  }

  /** Sets how much a drawer may hold before a drop is due (R4). */
  @Transactional
  Outcome<UUID> setDropLimit(UUID terminalId, long limitMinor) {
    boolean known =
        terminals
            .find(terminalId)
            .filter(terminal -> terminal.kind() == TerminalKind.COMPUTER)
            .isPresent();
    if (!known) {
      return Outcome.refused(CashDeskProblem.TILL_NOT_FOUND);
    }
    store.setDropLimit(terminalId, limitMinor);
    return Outcome.done(terminalId);
  }
}
