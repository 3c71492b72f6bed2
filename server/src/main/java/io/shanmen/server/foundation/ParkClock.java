package io.shanmen.server.foundation;

import io.shanmen.kernel.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** The time in this park, as exact as the database keeps it, and its money. */
@Component
public class ParkClock {

  private final ParkProfile profile;
  private final InstantSource clock;

  ParkClock(ParkProfile profile, InstantSource clock) {
    this.profile = profile;
    this.clock = clock;
  }

  /**
   * Now. Who changes several books in one transaction asks once and tells them all, so that what
   * happens while the day ends stands on the same day everywhere (I1).
   */
  public Moment now() {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Moment(at, profile.park().dayOf(at));
  }

  public Park park() {
    return profile.park();
  }

  /** An amount in the park's currency. */
  public Money money(long minor) {
    return profile.park().money(minor);
  }
}
