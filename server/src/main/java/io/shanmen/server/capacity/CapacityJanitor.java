package io.shanmen.server.capacity;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Frees the places of holds that nobody paid in time, each exactly once. */
@Component
class CapacityJanitor {

  private static final int LIMIT_HOLDS_PER_TRANSACTION = 500;

  private final Capacity capacity;

  CapacityJanitor(Capacity capacity) {
    this.capacity = capacity;
  }

  @Scheduled(fixedDelayString = "${shanmen.capacity.janitor-pause:10s}")
  void freeLapsedHolds() {
    int freed;
    do {
      freed = capacity.expireLapsed(LIMIT_HOLDS_PER_TRANSACTION);
    } while (freed == LIMIT_HOLDS_PER_TRANSACTION);
  }
}
