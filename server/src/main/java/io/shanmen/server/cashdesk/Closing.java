package io.shanmen.server.cashdesk;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.InBothLanguages;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.cashdesk.ShiftLeftovers.Leftover;
import io.shanmen.server.cashdesk.ShiftStore.Submission;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.SignedIn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The blind close of a shift (R5 to R10). */
@Component
class Closing {

  /** How often a drawer may be counted (R5). */
  static final int LIMIT_SUBMISSIONS = 2;

  private final ShiftStore shifts;
  private final Leftovers leftovers;
  private final DrawerCash cash;
  private final ShiftReports reports;
  private final ApplicationEventPublisher events;
  private final ParkClock clock;

  Closing(
      ShiftStore shifts,
      Leftovers leftovers,
      DrawerCash cash,
      ShiftReports reports,
      ApplicationEventPublisher events,
      ParkClock clock) {
    this.shifts = shifts;
    this.leftovers = leftovers;
    this.cash = cash;
    this.reports = reports;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Stops the sale so that the drawer can be counted; nothing must be left over, or it is handed
   * over by {@link Handovers} (R9).
   */
  @Transactional
  Outcome<Shift> begin(ShiftId id, SignedIn who) {
    return own(id, who)
        .then(
            shift ->
                switch (shift.state()) {
                  case COUNTING -> Outcome.done(shift);
                  case CLOSED, CLOSED_WITH_EXCEPTION ->
                      Outcome.refused(CashDeskProblem.SHIFT_NOT_OPEN);
                  case OPEN -> stopSale(shift);
                });
  }

  /** Goes on selling, as long as nothing was counted. */
  @Transactional
  Outcome<Shift> resume(ShiftId id, SignedIn who) {
    return own(id, who)
        .then(
            shift -> {
              if (shift.state() == ShiftState.OPEN) {
                return Outcome.done(shift);
              }
              if (shift.state() != ShiftState.COUNTING) {
                return Outcome.refused(CashDeskProblem.SHIFT_NOT_COUNTING);
              }
              if (!shifts.submissions(id).isEmpty()) {
                return Outcome.refused(CashDeskProblem.COUNT_HAS_BEGUN);
              }
              leftovers.takeBack(id);
              shifts.setState(id, ShiftState.OPEN, clock.now().at());
              return Outcome.done(again(id));
            });
  }

  /**
   * Takes a count. If the difference is small it is accepted and the shift is closed; if it is not,
   * the first submission is answered by nothing but "count again", the second by the difference.
   *
   * @param countId made by the client; the same id again has the answer of the present state
   */
  @Transactional
  Outcome<CountAnswer> submit(ShiftId id, UUID countId, List<CashLine> lines, SignedIn who) {
    if (!Denominations.fit(lines, clock.park().currency())) {
      return Outcome.refused(CashDeskProblem.UNKNOWN_DENOMINATION);
    }
    long counted = Denominations.total(lines, clock.park().currency()).minor();
    return own(id, who)
        .then(
            shift -> {
              List<Submission> before = shifts.submissions(id);
              Optional<Submission> known =
                  before.stream().filter(one -> one.countId().equals(countId)).findFirst();
              if (known.isPresent()) {
                return known.get().countedMinor() == counted
                    ? Outcome.done(answer(shift, before.size()))
                    : Outcome.refused(CashDeskProblem.SHIFT_CONFLICT);
              }
              if (shift.state() != ShiftState.COUNTING) {
                return Outcome.refused(CashDeskProblem.SHIFT_NOT_COUNTING);
              }
              if (before.size() >= LIMIT_SUBMISSIONS) {
                return Outcome.refused(CashDeskProblem.NO_SUBMISSION_LEFT);
              }
              if (shifts.lacksDutyOfficer(id)) {
                return Outcome.refused(CashDeskProblem.DUTY_OFFICER_NEEDED);
              }
              Submission submission = new Submission(countId, before.size() + 1, counted);
              shifts.submit(id, submission, lines, clock.now().at());
              return Outcome.done(judge(shift, submission));
            });
  }

  /**
   * Another person accepts the difference (R6), and the shift is closed.
   *
   * @param reason why the difference is accepted, or what is done about it
   */
  @Transactional
  Outcome<ShiftReport> accept(ShiftId id, String reason, Acceptor acceptor) {
    Shift shift = shifts.lock(id).orElse(null);
    if (shift == null) {
      return Outcome.refused(CashDeskProblem.SHIFT_NOT_FOUND);
    }
    if (shift.state().isClosed()) {
      return sameAcceptance(shift, reason, acceptor);
    }
    CountResult result = shift.result();
    if (result == null) {
      return Outcome.refused(CashDeskProblem.NOTHING_TO_ACCEPT);
    }
    if (acceptor.operatorId().equals(shift.till().operatorId())) {
      return Outcome.refused(CashDeskProblem.ACCEPTANCE_BY_CASHIER);
    }
    if (!acceptor.may().contains(result.band().permission())) {
      return Outcome.refused(CashDeskProblem.ACCEPTANCE_NOT_PERMITTED);
    }
    Shift closed = close(shift, result, new ShiftStore.Acceptance(acceptor.operatorId(), reason));
    return Outcome.done(reports.of(closed));
  }

  /** Who accepts a difference, and what that person is allowed to do. */
  record Acceptor(UUID operatorId, Set<String> may) {

    static Acceptor of(SignedIn who) {
      return new Acceptor(who.operatorId(), who.permissions());
    }
  }

  private Outcome<Shift> stopSale(Shift shift) {
    List<Leftover> left = leftovers.of(shift.id());
    if (!left.isEmpty()) {
      InBothLanguages list =
          new InBothLanguages(list(left, Leftover::zh, "；"), list(left, Leftover::en, "; "));
      return Outcome.refused(Refusal.of(CashDeskProblem.SHIFT_HAS_LEFTOVERS, "leftovers", list));
    }
    shifts.setState(shift.id(), ShiftState.COUNTING, clock.now().at());
    return Outcome.done(again(shift.id()));
  }

  private static String list(List<Leftover> left, Function<Leftover, String> name, String between) {
    return left.stream()
        .map(one -> "%s × %d".formatted(name.apply(one), one.count()))
        .collect(Collectors.joining(between));
  }

  private CountAnswer judge(Shift shift, Submission submission) {
    Money counted = clock.money(submission.countedMinor());
    Money expected = cash.expected(shift.id());
    OverShortBand band = OverShortBand.Limits.USUAL.of(counted.minus(expected));
    boolean last = band == OverShortBand.AUTOMATIC || submission.number() == LIMIT_SUBMISSIONS;
    if (!last) {
      return answer(shift, submission.number());
    }
    CountResult result = new CountResult(expected, counted, band);
    shifts.setResult(shift.id(), result);
    Shift judged = again(shift.id());
    return answer(
        band == OverShortBand.AUTOMATIC ? close(judged, result, null) : judged,
        submission.number());
  }

  private CountAnswer answer(Shift shift, int submitted) {
    CountResult result = shift.result();
    if (result == null) {
      int left = LIMIT_SUBMISSIONS - submitted;
      return new CountAnswer(CountAnswer.State.COUNT_AGAIN, left, null, null, null);
    }
    boolean closed = shift.state().isClosed();
    return new CountAnswer(
        closed ? CountAnswer.State.CLOSED : CountAnswer.State.AWAITING_ACCEPTANCE,
        0,
        result.overShort().minor(),
        result.band(),
        closed ? reports.of(shift) : null);
  }

  /** Numbers the shift and empties its account, all in the transaction of the last count (R10). */
  private Shift close(Shift shift, CountResult result, ShiftStore.@Nullable Acceptance acceptance) {
    Moment now = clock.now();
    int zNumber = shifts.nextZ(shift.till().terminalId());
    Shift closed =
        new Shift(
            shift.id(),
            shift.till(),
            shift.operatorName(),
            shift.businessDay(),
            result.band().closesAs(),
            shift.openedAt(),
            now.at(),
            result,
            zNumber);
    shifts.close(closed, acceptance);
    cash.settle(closed, result, now);
    events.publishEvent(new ShiftClosed(closed.id(), closed.till(), closed.businessDay(), zNumber));
    return closed;
  }

  private Outcome<ShiftReport> sameAcceptance(Shift shift, String reason, Acceptor acceptor) {
    boolean same =
        shifts
            .acceptance(shift.id())
            .filter(one -> one.acceptedBy().equals(acceptor.operatorId()))
            .filter(one -> one.reason().equals(reason))
            .isPresent();
    return same
        ? Outcome.done(reports.of(shift))
        : Outcome.refused(CashDeskProblem.NOTHING_TO_ACCEPT);
  }

  private Outcome<Shift> own(ShiftId id, SignedIn who) {
    Shift shift = shifts.lock(id).orElse(null);
    if (shift == null) {
      return Outcome.refused(CashDeskProblem.SHIFT_NOT_FOUND);
    }
    return shift.isOf(Shifts.tillOf(who))
        ? Outcome.done(shift)
        : Outcome.refused(CashDeskProblem.NOT_YOUR_SHIFT);
  }

  private Shift again(ShiftId id) {
    return shifts.find(id).orElseThrow();
  }
}
