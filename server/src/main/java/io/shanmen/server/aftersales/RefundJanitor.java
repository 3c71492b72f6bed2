package io.shanmen.server.aftersales;

import io.shanmen.server.foundation.ParkProfile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Frees refunds whose payment a crash interrupted. */
@Component
class RefundJanitor {

  private final RefundExecution execution;
  private final ParkProfile park;

  RefundJanitor(RefundExecution execution, ParkProfile park) {
    this.execution = execution;
    this.park = park;
  }

  @Scheduled(fixedDelayString = "${shanmen.aftersales.janitor-pause:30s}")
  void freeAbandonedPayments() {
    if (park.find().isPresent()) {
      execution.freeAbandoned();
    }
  }
}
