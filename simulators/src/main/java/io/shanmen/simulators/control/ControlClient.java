package io.shanmen.simulators.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Drives a simulator in another process through its {@link ControlSocket}. */
public final class ControlClient implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  public ControlClient(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("no simulator listens on port " + port, e);
    }
  }

  /**
   * Sends one command and returns the answer without its {@code ok}.
   *
   * @throws IllegalStateException where the simulator answers {@code error}
   */
  public synchronized String send(String command) {
    try {
      socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      String answer = in.readLine();
      if (answer == null) {
        throw new IOException("the simulator went away");
      }
      if (answer.startsWith("error")) {
        throw new IllegalStateException(command + ": " + answer);
      }
      return answer.substring("ok".length()).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
