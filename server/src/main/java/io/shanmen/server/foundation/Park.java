package io.shanmen.server.foundation;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.time.BusinessCalendar;
import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;

/**
 * The park (景区) that this server runs.
 *
 * @param nameZh its Chinese name, as it stands on tickets
 * @param nameEn its English name
 * @param zone the zone of every date and time that a person sees
 * @param cutOff the local time at which the business day ends
 * @param currency the one currency of all its money
 */
public record Park(String nameZh, String nameEn, ZoneId zone, LocalTime cutOff, Currency currency) {

  public BusinessCalendar calendar() {
    return new BusinessCalendar(zone, cutOff);
  }

  public BusinessDay dayOf(Instant moment) {
    return calendar().dayOf(moment);
  }

  /** An amount in the park's currency. */
  public Money money(long minor) {
    return Money.of(minor, currency);
  }
}
