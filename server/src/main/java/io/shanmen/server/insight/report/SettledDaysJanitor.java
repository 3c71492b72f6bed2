package io.shanmen.server.insight.report;

import io.shanmen.server.foundation.ParkProfile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Settles days as they end, after an update all days before, and keeps up with the open one. */
@Component
class SettledDaysJanitor {

  private final SettledDays days;
  private final ParkProfile profile;

  SettledDaysJanitor(SettledDays days, ParkProfile profile) {
    this.days = days;
    this.profile = profile;
  }

  @Scheduled(fixedDelayString = "${shanmen.insight.settle-every:60s}")
  void settle() {
    if (profile.find().isPresent()) {
      while (days.settleNext()) {
        // There are more days to settle.
      }
      days.renew();
      days.keepOpenDay();
    }
  }
}
