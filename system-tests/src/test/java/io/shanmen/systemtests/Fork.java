package io.shanmen.systemtests;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the JVMs that run tests side by side, and what is its own; the pom numbers them. */
public final class Fork {

  private static final int NUMBER = Integer.parseInt(System.getProperty("shanmen.fork", "1"));

  /** Below the ports that systems give to outgoing connections, which may take any of theirs. */
  private static final int PORTS_FROM = 20_000;

  private static final int PORTS_EACH = 1_000;
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(PORTS_FROM + PORTS_EACH * NUMBER);

  private Fork() {}

  /** Its number, from 1. */
  static int number() {
    return NUMBER;
  }

  /** A port on which nobody listens, each time another one. */
  public static int freePort() {
    for (; ; ) {
      int port = NEXT_PORT.getAndIncrement();
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one may be free.
      }
    }
  }
}
