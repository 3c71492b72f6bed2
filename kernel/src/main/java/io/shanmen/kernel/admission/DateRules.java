package io.shanmen.kernel.admission;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.Activation;
import io.shanmen.kernel.validity.DayQuota;
import io.shanmen.kernel.validity.DayRule;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.kernel.validity.Validity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a ticket is good now: steps 3 (date), 4 (weekday) and 5 (slot) of the decision. */
final class DateRules {

  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private DateRules() {}

  /** Step 3: V1, V2, V3, V4, V8, V10. */
  static Optional<Reason> date(Case at) {
    if (!at.park().clockPlausible()) {
      return Optional.of(Reason.CLOCK_NOT_TRUSTED);
    }
    if (at.ticket().state() == TicketState.EXPIRED) {
      return Optional.of(Reason.EXPIRED);
    }
    return days(at).or(() -> quota(at)).or(() -> booking(at));
  }

  /** Step 4: V5, blackout days of V2, closed days of V8. */
  static Optional<Reason> weekday(Case at) {
    DayRule rule = at.validity().dayRule();
    SpecialDays special = at.park().days();
    LocalDate date = at.today().date();
    boolean makeUp = special.workdays().contains(date);
    boolean good =
        !special.closed().contains(date)
            && !(rule.exceptBlackouts() && special.blackouts().contains(date))
            && !(rule.exceptHolidays() && special.holidays().contains(date) && !makeUp)
            && (makeUp
                ? rule.weekdays().containsAll(WORKDAYS)
                : rule.weekdays().contains(date.getDayOfWeek()));
    return good ? Optional.empty() : Optional.of(Reason.NOT_ON_THIS_DAY);
  }

  /** Step 5: V6. */
  static Optional<Reason> slot(Case at) {
    SlotWindow slot = at.slot();
    if (slot == null) {
      return Optional.empty();
    }
    if (at.now().isBefore(slot.opens(at.today(), at.calendar()))) {
      return Optional.of(Reason.TOO_EARLY);
    }
    return at.now().isAfter(slot.closes(at.today(), at.calendar()))
        ? Optional.of(Reason.TOO_LATE)
        : Optional.empty();
  }

  private static Optional<Reason> days(Case at) {
    Activation activation = at.validity().activation();
    Instant started = activation == null ? null : started(at, activation);
    if (activation != null && started != null) {
      return running(at, activation, started);
    }
    Validity validity = at.validity();
    if (at.today().isBefore(validity.days().first())) {
      return Optional.of(Reason.NOT_YET_VALID);
    }
    if (at.today().isAfter(validity.days().last())) {
      return Optional.of(Reason.EXPIRED);
    }
    return activation != null && activation.start() == Activation.Start.ACTIVATION
        ? Optional.of(Reason.NOT_ACTIVATED)
        : Optional.empty();
  }

  /** When the clock of V4 started, or null where it has not. */
  private static @Nullable Instant started(Case at, Activation activation) {
    return switch (activation.start()) {
      case ACTIVATION -> at.ticket().activatedAt();
      case FIRST_USE -> at.everywhere().of(PassageKind.FIRST).first().map(Passage::at).orElse(null);
    };
  }

  private static Optional<Reason> running(Case at, Activation activation, Instant started) {
    return switch (activation.unit()) {
      case DAYS -> {
        BusinessDay first = at.calendar().dayOf(started);
        BusinessDay last = first.plusDays(activation.amount() - 1L);
        yield between(at.today(), first, last);
      }
      case HOURS -> {
        Instant first = started.truncatedTo(ChronoUnit.MINUTES);
        Instant last = first.plus(Duration.ofHours(activation.amount()));
        yield between(at.now().truncatedTo(ChronoUnit.MINUTES), first, last);
      }
    };
  }

  private static <T extends Comparable<? super T>> Optional<Reason> between(
      T now, T first, T last) {
    if (now.compareTo(first) < 0) {
      return Optional.of(Reason.NOT_YET_VALID);
    }
    return now.compareTo(last) > 0 ? Optional.of(Reason.EXPIRED) : Optional.empty();
  }

  private static Optional<Reason> quota(Case at) {
    DayQuota quota = at.validity().quota();
    if (quota == null) {
      return Optional.empty();
    }
    NavigableSet<BusinessDay> used = at.everywhere().of(PassageKind.FIRST).days();
    BusinessDay start =
        switch (quota.from()) {
          case START_DATE -> at.validity().days().first();
          case FIRST_ENTRY -> used.isEmpty() ? at.today() : used.first();
        };
    boolean windowOver =
        quota.withinDays() > 0 && !at.today().isBefore(start.plusDays(quota.withinDays()));
    if (windowOver) {
      return Optional.of(Reason.EXPIRED);
    }
    if (used.isEmpty() || used.contains(at.today())) {
      return Optional.empty();
    }
    if (used.size() >= quota.useDays()) {
      return Optional.of(Reason.DAYS_USED_UP);
    }
    boolean gap = quota.consecutive() && !at.today().equals(used.last().plusDays(1));
    return gap ? Optional.of(Reason.EXPIRED) : Optional.empty();
  }

  private static Optional<Reason> booking(Case at) {
    boolean needed =
        at.validity().dayRule().bookPeakDays()
            && at.park().days().peaks().contains(at.today().date());
    return needed && at.bookingToday().isEmpty()
        ? Optional.of(Reason.NOT_BOOKED)
        : Optional.empty();
  }
}
