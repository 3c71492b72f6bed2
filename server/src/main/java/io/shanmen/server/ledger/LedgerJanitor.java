package io.shanmen.server.ledger;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Frees amounts that were held too long, each exactly once. */
@Component
class LedgerJanitor {

  private static final int LIMIT_HOLDS_PER_TRANSACTION = 500;

  private final Ledger ledger;

  LedgerJanitor(Ledger ledger) {
    this.ledger = ledger;
  }

  @Scheduled(fixedDelayString = "${shanmen.ledger.janitor-pause:10s}")
  void expireHolds() {
    int ended;
    do {
      ended = ledger.expireHolds(LIMIT_HOLDS_PER_TRANSACTION);
    } while (ended == LIMIT_HOLDS_PER_TRANSACTION);
  }
}
