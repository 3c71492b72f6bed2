package io.shanmen.simulators.printer;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;

/**
 * The receiving end of a printer: it answers DLE EOT at once, even when the mechanism waits for
 * paper, and hands everything else on in order. As in real printers the three bytes are found
 * wherever they stand, in a picture too.
 */
final class RealTimeFilter extends InputStream {

  private static final int DLE = 0x10;
  private static final int EOT = 0x04;
  private static final int END = -1;

  /** 4 MB: some thirty tickets. */
  private static final int BUFFER_LIMIT_BYTES = 4 << 20;

  private final BlockingQueue<Integer> buffer = new LinkedBlockingQueue<>(BUFFER_LIMIT_BYTES);
  private boolean ended;

  /** Reads the wire until it ends; runs on a thread of its own. */
  void receive(InputStream wire, IntConsumer statusAsked) {
    try {
      int next = wire.read();
      while (next >= 0) {
        if (next != DLE) {
          buffer.put(next);
          next = wire.read();
          continue;
        }
        int second = wire.read();
        if (second != EOT) {
          buffer.put(DLE);
          next = second;
          continue;
        }
        statusAsked.accept(wire.read());
        next = wire.read();
      }
    } catch (IOException e) {
      // The other side hung up; what was received is printed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private void end() {
    boolean told = buffer.offer(END);
    while (!told && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
      told = buffer.offer(END);
    }
  }

  @Override
  public int read() throws IOException {
    if (ended) {
      return END;
    }
    try {
      int next = buffer.take();
      ended = next == END;
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("switched off", e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int next = read();
      if (next < 0) {
        return count == 0 ? END : count;
      }
      target[offset + count++] = (byte) next;
    }
    return count;
  }
}
