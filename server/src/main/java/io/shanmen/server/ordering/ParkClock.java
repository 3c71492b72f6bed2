package io.shanmen.server.ordering;

import io.shanmen.kernel.money.Money;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** The time in this park, as exact as the database keeps it, and its money. */
@Component
class ParkClock {

  private final ParkProfile profile;
  private final InstantSource clock;

  ParkClock(ParkProfile profile, InstantSource clock) {
    this.profile = profile;
    this.clock = clock;
  }

  Moment now() {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Moment(at, profile.park().dayOf(at));
  }

  Park park() {
    return profile.park();
  }

  Money money(long minor) {
    return profile.park().money(minor);
  }
}
