package io.shanmen.server.foundation;

import io.shanmen.kernel.id.TimeOrderedIds;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** Makes time-ordered identifiers. They are names, not secrets: their bits may be guessed. */
@Component
public class Ids {

  private final InstantSource clock;

  Ids(InstantSource clock) {
    this.clock = clock;
  }

  public UUID next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return TimeOrderedIds.of(clock.millis(), random.nextLong(), random.nextLong());
  }
}
