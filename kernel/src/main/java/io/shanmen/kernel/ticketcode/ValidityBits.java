package io.shanmen.kernel.ticketcode;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.Activation;
import io.shanmen.kernel.validity.DayQuota;
import io.shanmen.kernel.validity.DayRange;
import io.shanmen.kernel.validity.DayRule;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.kernel.validity.Validity;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A validity as bits (docs/protocols/ticket-code.md, section 4). */
final class ValidityBits {

  /** Days are counted from here; 16 bits reach the year 2199. */
  private static final LocalDate DAY_ZERO = LocalDate.of(2020, 1, 1);

  private static final int DAY_BITS = 16;
  private static final int LENGTH_BITS = 14;
  private static final int MINUTE_BITS = 11;
  private static final int GRACE_BITS = 8;
  private static final int AMOUNT_BITS = 12;
  private static final int QUOTA_BITS = 9;

  private ValidityBits() {}

  static void put(BitWriter out, Validity validity) {
    DayRange days = validity.days();
    out.put(days.first().date().toEpochDay() - DAY_ZERO.toEpochDay(), DAY_BITS);
    long more = days.last().date().toEpochDay() - days.first().date().toEpochDay();
    out.put(more > 0);
    if (more > 0) {
      out.put(more, LENGTH_BITS);
    }
    putDayRule(out, validity.dayRule());
    putSlot(out, validity.slot());
    putActivation(out, validity.activation());
    putQuota(out, validity.quota());
  }

  static Validity take(BitReader in) {
    BusinessDay first = new BusinessDay(DAY_ZERO.plusDays(in.take(DAY_BITS)));
    BusinessDay last = in.takeBit() ? first.plusDays(in.take(LENGTH_BITS)) : first;
    return new Validity(
        new DayRange(first, last),
        takeDayRule(in),
        takeSlot(in),
        takeActivation(in),
        takeQuota(in));
  }

  private static void putDayRule(BitWriter out, DayRule rule) {
    boolean restricted = !rule.equals(DayRule.EVERY_DAY);
    out.put(restricted);
    if (restricted) {
      for (DayOfWeek day : DayOfWeek.values()) {
        out.put(rule.weekdays().contains(day));
      }
      out.put(rule.exceptHolidays());
      out.put(rule.exceptBlackouts());
      out.put(rule.bookPeakDays());
    }
  }

  private static DayRule takeDayRule(BitReader in) {
    if (!in.takeBit()) {
      return DayRule.EVERY_DAY;
    }
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (in.takeBit()) {
        weekdays.add(day);
      }
    }
    return new DayRule(weekdays, in.takeBit(), in.takeBit(), in.takeBit());
  }

  private static void putSlot(BitWriter out, @Nullable SlotWindow slot) {
    out.put(slot != null);
    if (slot != null) {
      out.put(slot.startMinute(), MINUTE_BITS);
      out.put(slot.endMinute(), MINUTE_BITS);
      out.put(slot.earlyMinutes(), GRACE_BITS);
      out.put(slot.lateMinutes(), GRACE_BITS);
    }
  }

  private static @Nullable SlotWindow takeSlot(BitReader in) {
    return in.takeBit()
        ? new SlotWindow(
            in.takeInt(MINUTE_BITS),
            in.takeInt(MINUTE_BITS),
            in.takeInt(GRACE_BITS),
            in.takeInt(GRACE_BITS))
        : null;
  }

  private static void putActivation(BitWriter out, @Nullable Activation activation) {
    out.put(activation != null);
    if (activation != null) {
      out.put(activation.start() == Activation.Start.ACTIVATION);
      out.put(activation.amount(), AMOUNT_BITS);
      out.put(activation.unit() == Activation.Unit.HOURS);
    }
  }

  private static @Nullable Activation takeActivation(BitReader in) {
    return in.takeBit()
        ? new Activation(
            in.takeBit() ? Activation.Start.ACTIVATION : Activation.Start.FIRST_USE,
            in.takeInt(AMOUNT_BITS),
            in.takeBit() ? Activation.Unit.HOURS : Activation.Unit.DAYS)
        : null;
  }

  private static void putQuota(BitWriter out, @Nullable DayQuota quota) {
    out.put(quota != null);
    if (quota != null) {
      out.put(quota.useDays(), QUOTA_BITS);
      out.put(quota.withinDays(), QUOTA_BITS);
      out.put(quota.consecutive());
      out.put(quota.from() == DayQuota.From.FIRST_ENTRY);
    }
  }

  private static @Nullable DayQuota takeQuota(BitReader in) {
    return in.takeBit()
        ? new DayQuota(
            in.takeInt(QUOTA_BITS),
            in.takeInt(QUOTA_BITS),
            in.takeBit(),
            in.takeBit() ? DayQuota.From.FIRST_ENTRY : DayQuota.From.START_DATE)
        : null;
  }
}
