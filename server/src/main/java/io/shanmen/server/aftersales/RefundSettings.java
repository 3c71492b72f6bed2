package io.shanmen.server.aftersales;

import io.shanmen.server.capacity.ReturnPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far each may go with refunds (R16), in minor units of the park's currency.
 *
 * @param clerkOrderLimitMinor up to this sum of an order and day the clerk may decide alone; 0
 *     always wants a second person
 * @param clerkDayLimitMinor and up to this sum of all that the clerk decided alone on one day
 * @param supervisorOrderLimitMinor up to this sum of an order and day the supervisor may approve;
 *     above it, and for free amounts, the manager
 * @param placesReturn what becomes of the places of refunded tickets (R20)
 */
@ConfigurationProperties("shanmen.refunds")
record RefundSettings(
    @DefaultValue("0") long clerkOrderLimitMinor,
    @DefaultValue("200000") long clerkDayLimitMinor,
    @DefaultValue("500000") long supervisorOrderLimitMinor,
    @DefaultValue("IMMEDIATE") ReturnPolicy placesReturn) {

  /** Up to which sum a permission is enough; null if without limit. */
  @Nullable Long limitOf(String permission) {
    return switch (permission) {
      case AftersalesConfiguration.REQUEST -> clerkOrderLimitMinor;
      case AftersalesConfiguration.APPROVE -> supervisorOrderLimitMinor;
      default -> null;
    };
  }
}
