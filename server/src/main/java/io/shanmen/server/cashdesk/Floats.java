package io.shanmen.server.cashdesk;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.cashdesk.FloatStore.Stored;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.identity.OperatorName;
import io.shanmen.server.identity.Operators;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.terminal.Terminal;
import io.shanmen.server.terminal.TerminalKind;
import io.shanmen.server.terminal.Terminals;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Floats, from the cashier's request to the supervisor's hand (R2). */
@Component
class Floats {

  private final FloatStore store;
  private final ShiftStore shifts;
  private final Operators operators;
  private final Terminals terminals;
  private final ParkProfile park;
  private final InstantSource clock;

  Floats(
      FloatStore store,
      ShiftStore shifts,
      Operators operators,
      Terminals terminals,
      ParkProfile park,
      InstantSource clock) {
    this.store = store;
    this.shifts = shifts;
    this.operators = operators;
    this.terminals = terminals;
    this.park = park;
    this.clock = clock;
  }

  List<CashFloat> waiting() {
    return store.allWaiting();
  }

  /** A cashier asks for a float at the computer where he sits. */
  @Transactional
  Outcome<CashFloat> request(UUID floatId, SignedIn who) {
    Till till = new Till(who.operatorId(), who.terminalId());
    Optional<Stored> known = store.lock(floatId);
    if (known.isPresent()) {
      return known.get().till().equals(till)
          ? Outcome.done(store.named(known.get()))
          : Outcome.refused(CashDeskProblem.SHIFT_CONFLICT);
    }
    return begin(floatId, till);
  }

  /**
   * A supervisor issues a float, asked for or not.
   *
   * @param till for whom, at which drawer
   * @param lines what is in it
   */
  @Transactional
  Outcome<CashFloat> issue(UUID floatId, Till till, List<CashLine> lines, SignedIn who) {
    if (who.operatorId().equals(till.operatorId())) {
      return Outcome.refused(CashDeskProblem.FLOAT_TO_SELF);
    }
    if (!Denominations.fit(lines, park.park().currency())) {
      return Outcome.refused(CashDeskProblem.UNKNOWN_DENOMINATION);
    }
    Money amount = Denominations.total(lines, park.park().currency());
    Optional<Stored> known = store.lock(floatId);
    if (known.isPresent()) {
      return issueKnown(known.get(), till, new Content(amount, lines), who);
    }
    Optional<OperatorName> operator = operators.find(till.operatorId());
    Optional<Terminal> terminal = terminals.find(till.terminalId());
    if (operator.isEmpty() || terminal.filter(Floats::hasDrawer).isEmpty()) {
      return Outcome.refused(CashDeskProblem.TILL_NOT_FOUND);
    }
    return begin(floatId, till)
        .then(begun -> Outcome.done(hand(floatId, new Content(amount, lines), who)));
  }

  /** Takes a float back that nobody has confirmed; the cashier may withdraw a request. */
  @Transactional
  Outcome<CashFloat> cancel(UUID floatId, SignedIn who) {
    Optional<Stored> known = store.lock(floatId);
    if (known.isEmpty()
        || (!who.may(CashDeskPermissions.ISSUE_FLOAT)
            && !known.get().till().operatorId().equals(who.operatorId()))) {
      return Outcome.refused(CashDeskProblem.FLOAT_NOT_FOUND);
    }
    return switch (known.get().state()) {
      case CANCELLED -> Outcome.done(store.named(known.get()));
      case CONFIRMED -> Outcome.refused(CashDeskProblem.SHIFT_ALREADY_OPEN);
      case REQUESTED, ISSUED -> {
        store.setState(floatId, CashFloat.State.CANCELLED);
        yield Outcome.done(again(floatId));
      }
    };
  }

  private record Content(Money amount, List<CashLine> lines) {}

  private Outcome<CashFloat> begin(UUID floatId, Till till) {
    if (shifts.isTaken(till)) {
      return Outcome.refused(CashDeskProblem.SHIFT_ALREADY_OPEN);
    }
    return store.request(floatId, till, clock.instant())
        ? Outcome.done(again(floatId))
        : Outcome.refused(CashDeskProblem.FLOAT_ALREADY_WAITING);
  }

  private Outcome<CashFloat> issueKnown(Stored known, Till till, Content content, SignedIn who) {
    if (!known.till().equals(till)) {
      return Outcome.refused(CashDeskProblem.SHIFT_CONFLICT);
    }
    return switch (known.state()) {
      case REQUESTED -> Outcome.done(hand(known.floatId(), content, who));
      case ISSUED, CONFIRMED -> {
        Long issued = known.amountMinor();
        yield issued != null && issued == content.amount().minor()
            ? Outcome.done(store.named(known))
            : Outcome.refused(CashDeskProblem.SHIFT_CONFLICT);
      }
      case CANCELLED -> Outcome.refused(CashDeskProblem.FLOAT_NOT_FOUND);
    };
  }

  private CashFloat hand(UUID floatId, Content content, SignedIn who) {
    store.issue(floatId, content.amount().minor(), content.lines(), who, clock.instant());
    return again(floatId);
  }

  private CashFloat again(UUID floatId) {
    return store.named(store.lock(floatId).orElseThrow());
  }

  private static boolean hasDrawer(Terminal terminal) {
    return terminal.isApproved() && terminal.kind() == TerminalKind.COMPUTER;
  }
}
