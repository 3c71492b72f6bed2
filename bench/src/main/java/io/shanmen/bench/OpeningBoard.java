package io.shanmen.bench;

import io.shanmen.simulators.line.LineSpeed;
import io.shanmen.simulators.line.PseudoTerminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The board's end of a turnstile's serial line, which notes when an order to open begins to arrive
 * and lets the person through at once. What it says follows docs/protocols/turnstile-7e7f.md.
 */
final class OpeningBoard implements AutoCloseable {

  /** The boards' own speed. */
  static final LineSpeed WIRE = LineSpeed.eightNoneOne(19_200);

  static final int COMMAND_BYTES = 8;
  private static final int STATUS_BYTES = 18;
  private static final int OPEN_LEFT = 0x80;

  /** What a board needs between a command and its answer. */
  private static final Duration TURNAROUND = Duration.ofMillis(5);

  private static final int LISTEN_MILLIS = 50;

  /** How fast the line is. */
  enum Pace {
    /** Bytes take no time: what is measured is the gate alone. */
    AT_ONCE,
    /** Bytes and the board take the time that they take on a real bus. */
    AS_ON_THE_WIRE
  }

  private final PseudoTerminal line = PseudoTerminal.open();
  private final BlockingQueue<Long> openings = new ArrayBlockingQueue<>(1);
  private final Thread thread;
  private volatile Pace pace = Pace.AT_ONCE;
  private volatile boolean running = true;
  private byte[] pending = new byte[0];
  private boolean open;
  private int passed;

  OpeningBoard(Path link) {
    line.linkAs(link);
    thread = Thread.ofPlatform().daemon().name("board").start(this::run);
  }

  void pace(Pace wanted) {
    pace = wanted;
  }

  /** When the next order to open began to arrive, by {@link System#nanoTime()}; null for none. */
  @Nullable Long awaitOpening(Duration limit) throws InterruptedException {
    return openings.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    while (running) {
      byte[] bytes = line.receive(LISTEN_MILLIS);
      long now = System.nanoTime();
      if (bytes.length > 0) {
        byte[] all = Arrays.copyOf(pending, pending.length + bytes.length);
        System.arraycopy(bytes, 0, all, pending.length, bytes.length);
        int at = 0;
        for (; all.length - at >= COMMAND_BYTES; at += COMMAND_BYTES) {
          answer(all[at + 3] & 0xFF, now);
        }
        pending = Arrays.copyOfRange(all, at, all.length);
      }
    }
  }

  private void answer(int opcode, long now) {
    if (opcode == OPEN_LEFT) {
      open = true;
      openings.offer(now);
    } else if (open) {
      // Through, and closed again, by the next time that the gate asks.
      open = false;
      passed++;
    }
    if (pace == Pace.AS_ON_THE_WIRE) {
      LockSupport.parkNanos(
          WIRE.nanosFor(COMMAND_BYTES) + TURNAROUND.toNanos() + WIRE.nanosFor(STATUS_BYTES));
    }
    line.send(status(), 0, STATUS_BYTES);
  }

  private byte[] status() {
    byte[] status = new byte[STATUS_BYTES];
    status[0] = 0x7F;
    status[2] = 1;
    status[4] = (byte) (open ? 1 : 0);
    status[6] = (byte) (passed >> 16);
    status[7] = (byte) (passed >> 8);
    status[8] = (byte) passed;
    int sum = 0;
    for (byte each : status) {
      sum += each;
    }
    status[STATUS_BYTES - 1] = (byte) ~sum;
    return status;
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join(LISTEN_MILLIS * 2L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    line.close();
  }
}
