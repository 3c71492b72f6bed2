package io.shanmen.server.vault;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks a token each second whether it is still there, and says when that changes: a token that is
 * pulled out stops issuing within about a second, and one that is back lets it go on.
 */
@Component
public class MasterKeyWatch {

  private static final Logger log = LoggerFactory.getLogger(MasterKeyWatch.class);
  private static final int LOOK_EVERY_MILLIS = 1_000;

  private final Vault vault;
  private final ApplicationEventPublisher publisher;
  private MasterState before;

  MasterKeyWatch(Vault vault, ApplicationEventPublisher publisher) {
    this.vault = vault;
    this.publisher = publisher;
    this.before = vault.state();
  }

  /** Looks once, and tells of a change. */
  @Scheduled(
      initialDelay = LOOK_EVERY_MILLIS,
      fixedDelay = LOOK_EVERY_MILLIS,
      timeUnit = TimeUnit.MILLISECONDS)
  public synchronized void look() {
    vault.probe();
    tellOf(vault.state());
  }

  private void tellOf(MasterState now) {
    if (now != before) {
      if (now == MasterState.READY) {
        log.info("The master key is ready again");
      } else {
        log.warn("The master key cannot be used: {}", now.en());
      }
      MasterStateChanged change = new MasterStateChanged(before, now);
      before = now;
      publisher.publishEvent(change);
    }
  }
}
