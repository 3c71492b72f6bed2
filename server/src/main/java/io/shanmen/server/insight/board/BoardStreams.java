package io.shanmen.server.insight.board;

import io.shanmen.server.admission.InParkChanged;
import io.shanmen.server.admission.PassagesConfirmed;
import io.shanmen.server.aftersales.RefundExecuted;
import io.shanmen.server.ordering.OrderVoided;
import io.shanmen.server.ordering.OrdersPaid;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Feeds all boards from one producer: events only wake it, and it reads the board at most twice a
 * second, however many screens there are and however much happens. With no screen it does nothing.
 */
@Component
class BoardStreams implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(BoardStreams.class);

  /** After an event a screen is current within this time and the time of one reading. */
  private static final Duration READ_EVERY_AT_MOST = Duration.ofMillis(500);

  /** Gates go silent without an event, and a screen must see that the stream lives. */
  private static final Duration LOOK_AT_GATES_EVERY = Duration.ofSeconds(2);

  private final BoardReader reader;
  private final Set<SseEmitter> streams = ConcurrentHashMap.newKeySet();
  private final Semaphore happened = new Semaphore(0);
  private volatile @Nullable Board last;
  private volatile boolean running;
  private volatile Thread producer = Thread.currentThread();

  BoardStreams(BoardReader reader) {
    this.reader = reader;
  }

  /** Opens a stream: the whole board first, then what changes of it. */
  SseEmitter open() {
    SseEmitter stream = new SseEmitter(0L);
    stream.onCompletion(() -> streams.remove(stream));
    stream.onError(error -> streams.remove(stream));
    stream.onTimeout(() -> streams.remove(stream));
    synchronized (this) {
      Board board = reader.read();
      if (streams.isEmpty()) {
        last = board;
      }
      // The others are brought to the same state, so that one delta fits all.
      send(board);
      if (write(stream, "snapshot", board)) {
        streams.add(stream);
      }
    }
    // What was committed while the board was read woke nobody, if this is the first stream.
    happened.release();
    return stream;
  }

  /** The board as it is now, without a stream. */
  Board read() {
    return reader.read();
  }

  int openStreams() {
    return streams.size();
  }

  @EventListener
  void on(PassagesConfirmed confirmed) {
    wakeAfterCommit();
  }

  @EventListener
  void on(InParkChanged changed) {
    wakeAfterCommit();
  }

  @EventListener
  void on(OrdersPaid paid) {
    wakeAfterCommit();
  }

  @EventListener
  void on(OrderVoided voided) {
    wakeAfterCommit();
  }

  @EventListener
  void on(RefundExecuted executed) {
    wakeAfterCommit();
  }

  private void wakeAfterCommit() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              wake();
            }
          });
    } else {
      wake();
    }
  }

  /** Only now: a stream may have opened since it happened, and have read what was before. */
  private void wake() {
    if (!streams.isEmpty()) {
      happened.release();
    }
  }

  private void produce() {
    try {
      while (running) {
        boolean event = happened.tryAcquire(LOOK_AT_GATES_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        // All that happened so far is read in one go; what happens from here on, in the next.
        event |= happened.drainPermits() > 0;
        if (!streams.isEmpty()) {
          tryStep(event);
          Thread.sleep(READ_EVERY_AT_MOST);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever goes wrong, the boards show by their time that they stand still, and go on later. */
  private void tryStep(boolean event) {
    try {
      step(event);
    } catch (RuntimeException e) {
      log.warn("the live board could not be read", e);
      happened.release();
    }
  }

  private synchronized void step(boolean event) {
    Board before = last;
    if (event || before == null || !reader.isOfToday(before)) {
      send(reader.read());
    } else {
      send(reader.withGates(before));
    }
  }

  private void send(Board now) {
    Board before = last;
    last = now;
    if (before != null) {
      Board delta = now.since(before);
      streams.removeIf(stream -> !write(stream, "delta", delta));
    }
  }

  /** Writes an event; a stream whose reader has gone is dropped. */
  private static boolean write(SseEmitter stream, String name, Board board) {
    try {
      stream.send(SseEmitter.event().name(name).data(board, MediaType.APPLICATION_JSON));
      return true;
    } catch (IOException | IllegalStateException e) {
      log.debug("a board has gone", e);
      return false;
    }
  }

  @Override
  public void start() {
    running = true;
    producer = Thread.ofPlatform().daemon().name("live-board").start(this::produce);
  }

  @Override
  public void stop() {
    running = false;
    producer.interrupt();
    streams.forEach(SseEmitter::complete);
  }

  /** Streams end before the web server waits for open requests. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
