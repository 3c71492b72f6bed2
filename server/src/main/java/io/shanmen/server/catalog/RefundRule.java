package io.shanmen.server.catalog;

import io.shanmen.kernel.money.Money;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;

/**
 * The refund ladder of a ticket type (R17): steps in the order of their deadlines, of which the
 * first that has not passed holds. After the last nothing is given back, and without steps the type
 * is never refunded.
 *
 * <p>What a used ticket gives back (nothing) and a closed park (everything, R17) is decided where
 * that is known, not here.
 */
public record RefundRule(List<RefundStep> steps) {

  /** The most steps a ladder may have. */
  public static final int LIMIT_STEPS = 12;

  public static final RefundRule NEVER = new RefundRule(List.of());

  public RefundRule {
    if (steps.size() > LIMIT_STEPS) {
      throw new IllegalArgumentException("more than " + LIMIT_STEPS + " refund steps");
    }
    steps =
        steps.stream()
            .sorted(
                Comparator.comparingInt(RefundStep::daysBefore)
                    .reversed()
                    .thenComparing(RefundStep::until))
            .toList();
  }

  /**
   * What is given back.
   *
   * @param paid the net price of what is refunded
   * @param visit the day of the visit, or the last valid day of an open ticket
   * @param now local time in the park's zone
   */
  public RefundOffer offer(Money paid, LocalDate visit, LocalDateTime now) {
    return steps.stream()
        .filter(step -> now.isBefore(visit.minusDays(step.daysBefore()).atTime(step.until())))
        .findFirst()
        .map(step -> offer(paid, step))
        .orElseGet(() -> new RefundOffer(Money.zero(paid.currency()), paid, false));
  }

  private static RefundOffer offer(Money paid, RefundStep step) {
    Money share = paid.share(step.percent(), 100);
    Money fee = Money.of(Math.min(step.feeMinor(), share.minor()), paid.currency());
    Money amount = share.minus(fee);
    return new RefundOffer(amount, paid.minus(amount), step.noShow());
  }
}
