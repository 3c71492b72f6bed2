package io.shanmen.server.ordering;

import io.shanmen.server.foundation.ParkProfile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends parked carts whose time is up, each exactly once. */
@Component
class OrderingJanitor {

  private final Carts carts;
  private final ParkProfile park;

  OrderingJanitor(Carts carts, ParkProfile park) {
    this.carts = carts;
    this.park = park;
  }

  @Scheduled(fixedDelayString = "${shanmen.ordering.janitor-pause:10s}")
  void endLapsedCarts() {
    if (park.find().isEmpty()) {
      return;
    }
    int ended;
    do {
      ended = carts.endLapsed();
    } while (ended > 0);
  }
}
