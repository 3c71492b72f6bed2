package io.shanmen.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Closes the streams of sessions that have run out of time, every few seconds, and removes what is
 * long over, every hour.
 */
@Component
class SessionKeeper implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SessionKeeper.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration TIDY_EVERY = Duration.ofHours(1);

  private final Sessions sessions;
  private final SessionStreams streams;
  private final SessionTable table;
  private final LockOut lockOut;
  private final InstantSource clock;
  private Instant lastTidyAt = Instant.EPOCH;
  private volatile boolean running;
  private Thread thread = Thread.ofVirtual().unstarted(this::keep);

  SessionKeeper(
      Sessions sessions,
      SessionStreams streams,
      SessionTable table,
      LockOut lockOut,
      InstantSource clock) {
    this.sessions = sessions;
    this.streams = streams;
    this.table = table;
    this.lockOut = lockOut;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("session-keeper").start(this::keep);
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void keep() {
    while (running) {
      try {
        Thread.sleep(LOOK_EVERY);
        look();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("sessions could not be looked after; trying again", e);
      }
    }
  }

  void look() {
    Set<UUID> withStreams = streams.sessions();
    if (!withStreams.isEmpty()) {
      sessions.endTimedOut(withStreams);
    }
    Instant now = clock.instant();
    if (now.isAfter(lastTidyAt.plus(TIDY_EVERY))) {
      lastTidyAt = now;
      table.removeOld(now);
      lockOut.forgetOld();
    }
  }
}
