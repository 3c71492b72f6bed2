package io.shanmen.kernel.validity;

import io.shanmen.kernel.time.BusinessDay;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the tickets of a product are valid, before one is sold: {@link #issue} makes the validity of
 * a ticket from it.
 *
 * @param span which days
 * @param dayRule which of those days
 * @param activation a clock that starts late (V4), or null
 * @param quota k of n days (V2, V10), or null
 */
public record ValidityPlan(
    Span span, DayRule dayRule, @Nullable Activation activation, @Nullable DayQuota quota) {

  public ValidityPlan {
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(dayRule, "dayRule");
  }

  /** The plan of an ordinary day ticket: good on the day it was sold for (V1). */
  public static ValidityPlan dayTicket() {
    return new ValidityPlan(Span.visitDay(), DayRule.EVERY_DAY, null, null);
  }

  /**
   * The validity of a ticket sold now.
   *
   * @param saleDay the business day of the sale
   * @param visitDay the day it is sold for; plans that do not need one ignore it
   * @param slot the slot it is sold for, or null
   * @throws IllegalArgumentException where the plan needs a visit day and there is none
   */
  public Validity issue(
      BusinessDay saleDay, @Nullable BusinessDay visitDay, @Nullable SlotWindow slot) {
    return new Validity(span.resolve(saleDay, visitDay), dayRule, slot, activation, quota);
  }

  /** Whether a ticket of this plan must be sold for a particular day. */
  public boolean needsVisitDay() {
    return span.basis() == Span.Basis.VISIT_DAY;
  }
}
