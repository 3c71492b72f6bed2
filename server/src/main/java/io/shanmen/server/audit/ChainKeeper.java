package io.shanmen.server.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the chain close behind the log while the server runs, remembers its end in a file every
 * minute in which it grew, and links what waits before the server stops.
 */
@Component
class ChainKeeper implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ChainKeeper.class);

  private static final Duration LINK_EVERY = Duration.ofSeconds(1);
  private static final Duration ANCHOR_EVERY = Duration.ofMinutes(1);

  private final Chainer chainer;
  private final Anchors anchors;
  private final InstantSource clock;
  private final boolean inBackground;
  private Instant lastAnchorAt = Instant.EPOCH;
  private long lastAnchorSequence;
  private volatile boolean running;
  private Thread thread = Thread.ofVirtual().unstarted(this::keep);

  ChainKeeper(
      Chainer chainer,
      Anchors anchors,
      InstantSource clock,
      @Value("${shanmen.audit.in-background:true}") boolean inBackground) {
    this.chainer = chainer;
    this.anchors = anchors;
    this.clock = clock;
    this.inBackground = inBackground;
  }

  @Override
  public void start() {
    running = true;
    if (inBackground) {
      thread = Thread.ofVirtual().name("audit-chain").start(this::keep);
    }
  }

  @Override
  public void stop() {
    running = false;
    if (!inBackground) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
      linkAll();
      anchor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("the audit log was not linked to its end; the next start goes on", e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Links all that waits. */
  void linkAll() {
    while (chainer.linkNextSet() == Chainer.SET_LIMIT_ENTRIES) {
      log.debug("linked a full set of audit entries");
    }
  }

  private void keep() {
    while (running) {
      try {
        Thread.sleep(LINK_EVERY);
        linkAll();
        if (isAnchorDue()) {
          anchor();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // Nothing is lost: entries wait for the database, and the file for room on the disk.
        log.warn("the audit log could not be linked, or its end not remembered; trying again", e);
      }
    }
  }

  /** Also when the clock was set back. */
  private boolean isAnchorDue() {
    return Duration.between(lastAnchorAt, clock.instant()).abs().compareTo(ANCHOR_EVERY) >= 0;
  }

  private void anchor() {
    lastAnchorAt = clock.instant();
    Chainer.Head head = chainer.head();
    if (head.sequence() > lastAnchorSequence) {
      anchors.append(new Anchors.Anchor(clock.instant(), head.sequence(), head.chainHash()));
      lastAnchorSequence = head.sequence();
    }
  }
}
