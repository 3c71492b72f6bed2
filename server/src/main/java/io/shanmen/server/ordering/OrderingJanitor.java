package io.shanmen.server.ordering;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends parked carts whose time is up, each exactly once. */
@Component
class OrderingJanitor {

  private final Carts carts;

  OrderingJanitor(Carts carts) {
    this.carts = carts;
  }

  @Scheduled(fixedDelayString = "${shanmen.ordering.janitor-pause:10s}")
  void endLapsedCarts() {
    int ended;
    do {
      ended = carts.endLapsed();
    } while (ended > 0);
  }
}
