package io.shanmen.gate.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.agent.NanoClock;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A serial port by its path, read by a thread of its own that opens it again when it was lost.
 *
 * <p>The thread reads with blocking calls. jSerialComm's disconnect events are not used: after a
 * lost port they fire in a tight loop until it is closed. Loss is told by a failed read, and by
 * reads that come back at once with nothing where they should have waited.
 */
public final class SerialPortLink implements SerialLink {
  /**
   * Which port and how fast.
   *
   * @param path for example {@code /dev/serial/by-path/…}; a name that survives replugging
   * @param baud bits per second; framing is 8N1
   */
  public record Port(String path, int baud) {}

  private static final int READ_WAIT_MILLIS = 200;
  private static final int CHUNK_LIMIT_BYTES = 1024;
  private static final int QUEUE_LIMIT_CHUNKS = 256;
  private static final long BACKOFF_FIRST_NANOS = NanoClock.millis(100);
  private static final long BACKOFF_LAST_NANOS = NanoClock.millis(3_000);

  /** So many reads in a row that do not wait mean that nobody is at the other end any more. */
  private static final int HASTY_READS_LIMIT = 5;

  private static final long HASTY_READ_NANOS = NanoClock.millis(READ_WAIT_MILLIS / 4);

  private final Port wanted;
  private final Errors errors;
  private final NanoClock nanos;
  private final BlockingQueue<Received> received = new ArrayBlockingQueue<>(QUEUE_LIMIT_CHUNKS);
  private final Thread thread;
  private volatile @Nullable SerialPort open;
  private volatile boolean running = true;
  private volatile long opened;

  public SerialPortLink(Port wanted, Errors errors, NanoClock nanos) {
    this.wanted = wanted;
    this.errors = errors;
    this.nanos = nanos;
    this.thread = Thread.ofPlatform().daemon().name("serial " + wanted.path()).start(this::run);
  }

  @Override
  public @Nullable Received poll() {
    return received.poll();
  }

  @Override
  public boolean send(byte[] bytes) {
    SerialPort port = open;
    if (port == null) {
      return false;
    }
    if (port.writeBytes(bytes, bytes.length) == bytes.length) {
      return true;
    }
    lost("could not send");
    return false;
  }

  @Override
  public boolean isUp() {
    return open != null;
  }

  @Override
  public long reopened() {
    return Math.max(0, opened - 1);
  }

  private void run() {
    long backoff = BACKOFF_FIRST_NANOS;
    while (running) {
      SerialPort port = tryOpen();
      if (port == null) {
        LockSupport.parkNanos(backoff);
        backoff = Math.min(backoff * 2, BACKOFF_LAST_NANOS);
      } else {
        backoff = BACKOFF_FIRST_NANOS;
        open = port;
        opened++;
        readUntilLost(port);
        open = null;
        port.closePort();
      }
    }
  }

  private @Nullable SerialPort tryOpen() {
    try {
      SerialPort port = SerialPort.getCommPort(wanted.path());
      port.setComPortParameters(
          wanted.baud(), 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY, false);
      port.setComPortTimeouts(
          SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_WAIT_MILLIS, READ_WAIT_MILLIS);
      if (port.openPort(0)) {
        return port;
      }
      errors.add("serial " + wanted.path(), "cannot open, error " + port.getLastErrorCode());
    } catch (SerialPortInvalidPortException e) {
      errors.add("serial " + wanted.path(), "no such port");
    }
    return null;
  }

  private void readUntilLost(SerialPort port) {
    byte[] chunk = new byte[CHUNK_LIMIT_BYTES];
    int hasty = 0;
    while (running && port == open) {
      long before = nanos.nanoTime();
      int count = port.readBytes(chunk, chunk.length);
      long now = nanos.nanoTime();
      if (count > 0) {
        hasty = 0;
        if (!received.offer(new Received(Arrays.copyOf(chunk, count), now))) {
          errors.add("serial " + wanted.path(), "bytes lost: nobody took them");
        }
      } else if (count < 0) {
        lost("read failed, error " + port.getLastErrorCode());
      } else if (now - before < HASTY_READ_NANOS && ++hasty >= HASTY_READS_LIMIT) {
        lost("the other end is gone");
      }
    }
  }

  private void lost(String how) {
    if (running) {
      errors.add("serial " + wanted.path(), how);
    }
    open = null;
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join(2L * READ_WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
