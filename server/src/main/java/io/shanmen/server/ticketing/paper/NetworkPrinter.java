package io.shanmen.server.ticketing.paper;

import io.shanmen.server.ticketing.PrintJob.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A thermal printer that takes ESC/POS over TCP (port 9100). It is asked how it feels before and
 * after each ticket; a printer that never answers such questions is believed.
 */
public final class NetworkPrinter implements AutoCloseable {

  private static final Duration CONNECT_TIME_LIMIT = Duration.ofSeconds(2);
  private static final Duration STATUS_TIME_LIMIT = Duration.ofMillis(800);

  /** A ticket of 150 mm takes about a second; a slow printer with a full buffer several. */
  private static final Duration PRINT_TIME_LIMIT = Duration.ofSeconds(15);

  private static final int OFFLINE_BIT = 0x08;
  private static final int COVER_OPEN_BIT = 0x04;
  private static final int PAPER_END_BITS = 0x60;

  private final Socket socket;
  private final boolean answers;

  private NetworkPrinter(Socket socket, boolean answers) {
    this.socket = socket;
    this.answers = answers;
  }

  /**
   * Connects.
   *
   * @throws IOException if nobody listens there
   */
  public static NetworkPrinter connect(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), (int) CONNECT_TIME_LIMIT.toMillis());
      socket.setTcpNoDelay(true);
      return new NetworkPrinter(socket, status(socket, 1).isPresent());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Why it cannot print now; nothing if it can, or does not say. */
  public Optional<Failure> trouble() throws IOException {
    if (!answers) {
      return Optional.empty();
    }
    Optional<Integer> printer = status(socket, 1);
    if (printer.isEmpty()) {
      return Optional.of(Failure.NO_ANSWER);
    }
    if (status(socket, 4).filter(paper -> (paper & PAPER_END_BITS) != 0).isPresent()) {
      return Optional.of(Failure.NO_PAPER);
    }
    if (status(socket, 2).filter(cause -> (cause & COVER_OPEN_BIT) != 0).isPresent()) {
      return Optional.of(Failure.COVER_OPEN);
    }
    return (printer.get() & OFFLINE_BIT) == 0 ? Optional.empty() : Optional.of(Failure.OFFLINE);
  }

  /**
   * Prints and waits until it is on paper, as far as the printer says so.
   *
   * @return why it is not; nothing if it is
   */
  public Optional<Failure> print(byte[] document) throws IOException {
    Optional<Failure> before = trouble();
    if (before.isPresent()) {
      return before;
    }
    OutputStream out = socket.getOutputStream();
    out.write(document);
    if (!answers) {
      out.flush();
      return Optional.empty();
    }
    // Answered in its turn, after all that came before is printed (GS r), unlike DLE EOT.
    out.write(new byte[] {0x1D, 'r', 1});
    out.flush();
    Optional<Integer> done = read(socket, PRINT_TIME_LIMIT, answer -> (answer & 0x90) == 0);
    if (done.isPresent()) {
      return Optional.empty();
    }
    Optional<Failure> why = trouble();
    return why.isPresent() ? why : Optional.of(Failure.NO_ANSWER);
  }

  /** Asks for a status at once (DLE EOT n). */
  private static Optional<Integer> status(Socket socket, int kind) throws IOException {
    InputStream in = socket.getInputStream();
    if (in.available() > 0) {
      in.skipNBytes(in.available());
    }
    OutputStream out = socket.getOutputStream();
    out.write(new byte[] {0x10, 0x04, (byte) kind});
    out.flush();
    return read(socket, STATUS_TIME_LIMIT, answer -> (answer & 0x93) == 0x12);
  }

  /** The next byte that looks like the answer; the picture itself may provoke others. */
  private static Optional<Integer> read(Socket socket, Duration limit, IntPredicate wanted)
      throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    InputStream in = socket.getInputStream();
    while (true) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return Optional.empty();
      }
      socket.setSoTimeout((int) left);
      try {
        int answer = in.read();
        if (answer < 0) {
          return Optional.empty();
        }
        if (wanted.test(answer)) {
          return Optional.of(answer);
        }
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
