package io.shanmen.bench;

import io.shanmen.simulators.client.TerminalKey;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One kept-alive HTTPS connection with a session. As little of a client as can be, so that the load
 * leaves the machine to the server. For one thread at a time.
 */
final class Caller implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SESSION_COOKIE = "__Host-shanmen=";
  private static final int OK = 200;

  /** What came back. */
  record Reply(int status, String body) {

    /** The body of a call that must succeed. */
    String orThrow() {
      if (status != OK) {
        throw new IllegalStateException(status + " " + body);
      }
      return body;
    }
  }

  private final SSLContext trust;
  private final URI server;
  private final String host;
  private @Nullable String cookie;
  private Wire wire;

  Caller(SSLContext trust, URI server, @Nullable String cookie) {
    this.trust = trust;
    this.server = server;
    this.host = server.getHost() + ":" + server.getPort();
    this.cookie = cookie;
    this.wire = connect();
  }

  private record Wire(SSLSocket socket, BufferedInputStream in, OutputStream out) {}

  private Wire connect() {
    try {
      SSLSocket socket =
          (SSLSocket) trust.getSocketFactory().createSocket(server.getHost(), server.getPort());
      socket.setTcpNoDelay(true);
      return new Wire(
          socket, new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another connection of the same session. */
  Caller again() {
    return new Caller(trust, server, cookie);
  }

  /** Opens a session with the proof that this is the terminal. */
  void prove(TerminalKey key, String path, String purpose, Map<String, String> more) {
    String challenge =
        JSON.readTree(
                post("/api/terminal/challenges", "{\"terminalId\":\"" + key.terminalId() + "\"}")
                    .orThrow())
            .path("challenge")
            .asString();
    Map<String, String> proof = new HashMap<>(more);
    proof.put("terminalId", key.terminalId().toString());
    proof.put("challenge", challenge);
    proof.put("signature", key.prove(purpose, challenge));
    post(path, JSON.writeValueAsString(proof)).orThrow();
  }

  Reply post(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + (cookie == null ? "" : "\r\nCookie: " + cookie)
            + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    try {
      wire.out().write(request);
      wire.out().flush();
      return reply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply reply() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = header.substring(header.indexOf(':') + 1).strip();
      switch (name) {
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = true;
        case "connection" -> last = value.equalsIgnoreCase("close");
        case "set-cookie" -> {
          if (value.startsWith(SESSION_COOKIE)) {
            cookie = value.split(";", 2)[0];
          }
        }
        default -> {
          // Nothing else matters here.
        }
      }
    }
    byte[] body = chunked ? chunks() : wire.in().readNBytes(length);
    if (last) {
      wire.socket().close();
      wire = connect();
    }
    return new Reply(status, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      whole.write(wire.in().readNBytes(size));
      line();
    }
    line();
    return whole.toByteArray();
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = wire.in().read(); next != '\n'; next = wire.in().read()) {
      if (next < 0) {
        throw new EOFException("the server hung up");
      }
      if (next != '\r') {
        text.append((char) next);
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      wire.socket().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
