package io.shanmen.server.aftersales;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Frees refunds whose payment a crash interrupted. */
@Component
class RefundJanitor {

  private final RefundExecution execution;

  RefundJanitor(RefundExecution execution) {
    this.execution = execution;
  }

  @Scheduled(fixedDelayString = "${shanmen.aftersales.janitor-pause:30s}")
  void freeAbandonedPayments() {
    execution.freeAbandoned();
  }
}
