package io.shanmen.simulators.control;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The line-based control of a simulator on a loopback port: one command per line, one answer per
 * line, which starts with {@code ok} or {@code error}.
 */
public final class ControlSocket implements AutoCloseable {
  private static final int CLIENTS_WAITING_LIMIT = 8;

  private final Simulator simulator;
  private final ServerSocket server;

  private ControlSocket(Simulator simulator, ServerSocket server) {
    this.simulator = simulator;
    this.server = server;
  }

  /**
   * Listens on loopback for commands to this simulator.
   *
   * @param port 0 for any free port
   */
  public static ControlSocket open(Simulator simulator, int port) {
    try {
      ServerSocket server =
          new ServerSocket(port, CLIENTS_WAITING_LIMIT, InetAddress.getLoopbackAddress());
      ControlSocket socket = new ControlSocket(simulator, server);
      Thread.ofPlatform().daemon().name(simulator.name() + "-control").start(socket::accept);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // The socket was closed, or a client went away before it was accepted: the loop decides.
        continue;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write(answer(simulator, line.trim()));
        out.write('\n');
        out.flush();
      }
    } catch (IOException e) {
      // A client that goes away in the middle of a line is its own affair.
      return;
    }
  }

  /** One command, answered as on the socket. */
  static String answer(Simulator simulator, String line) {
    try {
      String said = simulator.obey(line);
      return said.isEmpty() ? "ok" : "ok " + said;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return "error " + e.getMessage();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
