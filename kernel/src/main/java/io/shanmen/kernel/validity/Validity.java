package io.shanmen.kernel.validity;

import io.shanmen.kernel.time.BusinessDay;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When one sold ticket is valid. Its parts hold together: a ticket is valid when all of them say
 * so. How often and where it may be used is its {@link Entitlement}.
 *
 * @param days V1, V2, V3, V8
 * @param dayRule V5, blackout days of V2, booking of V8
 * @param slot V6, or null where the time of day does not matter
 * @param activation V4, or null where the range alone counts
 * @param quota V2 (k of n days), V10, or null
 */
public record Validity(
    DayRange days,
    DayRule dayRule,
    @Nullable SlotWindow slot,
    @Nullable Activation activation,
    @Nullable DayQuota quota) {

  public Validity {
    Objects.requireNonNull(days, "days");
    Objects.requireNonNull(dayRule, "dayRule");
  }

  /** Good on one business day (V1). */
  public static Validity onDay(BusinessDay day) {
    return within(DayRange.of(day));
  }

  /** Good on each day of a range (V2). */
  public static Validity within(DayRange days) {
    return new Validity(days, DayRule.EVERY_DAY, null, null, null);
  }

  public Validity withDayRule(DayRule rule) {
    return new Validity(days, rule, slot, activation, quota);
  }

  public Validity withSlot(@Nullable SlotWindow window) {
    return new Validity(days, dayRule, window, activation, quota);
  }

  public Validity withActivation(@Nullable Activation clock) {
    return new Validity(days, dayRule, slot, clock, quota);
  }

  public Validity withQuota(@Nullable DayQuota limit) {
    return new Validity(days, dayRule, slot, activation, limit);
  }
}
