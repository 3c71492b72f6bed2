package io.shanmen.server.aftersales;

import io.shanmen.server.aftersales.Refund.Limit;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who may decide a refund (R16). Requests are summed by order and business day before they are
 * compared, so that splitting one changes nothing.
 */
@Component
class RefundLimits {

  private final RefundSettings settings;
  private final RefundStore store;

  RefundLimits(RefundSettings settings, RefundStore store) {
    this.settings = settings;
    this.store = store;
  }

  /** A refund as the limits look at it. */
  record Asked(UUID orderId, RefundGround ground, UUID makerId, LocalDate day) {}

  /**
   * What it takes to decide.
   *
   * @param amountMinor what is asked for now and not stored yet; 0 for a stored request
   */
  Limit of(Asked asked, long amountMinor) {
    long summed = Math.addExact(store.summed(asked.orderId(), asked.day()), amountMinor);
    if (asked.ground() == RefundGround.FREE_FORM || summed > settings.supervisorOrderLimitMinor()) {
      return limit(summed, AftersalesConfiguration.APPROVE_ANY);
    }
    if (summed <= settings.clerkOrderLimitMinor()
        && store.decidedAlone(asked.makerId(), asked.day()) + amountMinor
            <= settings.clerkDayLimitMinor()) {
      return limit(summed, AftersalesConfiguration.REQUEST);
    }
    return limit(summed, AftersalesConfiguration.APPROVE);
  }

  private Limit limit(long summed, String permission) {
    return new Limit(
        summed,
        permission,
        settings.limitOf(permission),
        !permission.equals(AftersalesConfiguration.REQUEST));
  }
}
