package io.shanmen.server.vault;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Lets fields be sealed anew in the background. */
@Component
class ResealingTimer {

  private static final Logger log = LoggerFactory.getLogger(ResealingTimer.class);

  private final Resealing resealing;
  private final boolean inBackground;

  ResealingTimer(
      Resealing resealing,
      @Value("${shanmen.keys.reseal-in-background:true}") boolean inBackground) {
    this.resealing = resealing;
    this.inBackground = inBackground;
  }

  @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void tick() {
    if (inBackground) {
      try {
        resealing.run();
      } catch (DataAccessException | TransactionException e) {
        log.warn("sealed fields wait to be sealed anew: the database is away", e);
      }
    }
  }
}
