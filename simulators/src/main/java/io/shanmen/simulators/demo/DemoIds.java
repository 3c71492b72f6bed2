package io.shanmen.simulators.demo;

import io.shanmen.kernel.id.TimeOrderedIds;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids as a client makes them for its commands. */
final class DemoIds {

  private DemoIds() {}

  static UUID next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return TimeOrderedIds.of(System.currentTimeMillis(), random.nextLong(), random.nextLong());
  }
}
