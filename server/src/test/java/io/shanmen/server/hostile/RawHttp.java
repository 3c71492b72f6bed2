package io.shanmen.server.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.shanmen.server.client.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One connection on which any bytes can be sent, right or wrong, as no HTTP client would. */
final class RawHttp implements AutoCloseable {

  /** Longer than any answer takes, also on a busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The status of an answer that was none: the server has closed the connection. */
  static final int CLOSED = 0;

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int PLENTY_BYTES = 4 << 20;

  private final Socket socket;

  private RawHttp(Socket socket) {
    this.socket = socket;
  }

  static RawHttp to(int port) throws IOException {
    Socket socket = new Socket("localhost", port);
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    return new RawHttp(socket);
  }

  /** Sends bytes and reads one answer; the connection is not used again. */
  static Answer exchange(int port, byte[] request) throws IOException {
    try (RawHttp http = to(port)) {
      http.send(request);
      return http.answer();
    }
  }

  /** A server that has refused early may have closed already: its answer is still to be read. */
  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException closed) {
      // The answer tells why, or there is none.
    }
  }

  /** Reads until the server closes, and takes that apart. */
  Answer answer() throws IOException {
    byte[] all = everything();
    String text = new String(all, ISO_8859_1);
    int end = text.indexOf(END_OF_HEAD);
    if (!text.startsWith("HTTP/1.1 ") || end < 0) {
      return new Answer(CLOSED, HttpHeaders.of(Map.of(), (name, value) -> true), all);
    }
    String[] lines = text.substring(0, end).split("\r\n");
    HttpHeaders headers = headers(lines);
    String body = text.substring(end + END_OF_HEAD.length());
    if (headers.firstValue("transfer-encoding").orElse("").equals("chunked")) {
      body = unchunked(body);
    }
    int status = Integer.parseInt(lines[0].substring(9, 12));
    return new Answer(status, headers, body.getBytes(ISO_8859_1));
  }

  /** Waits until the server closes the connection; returns how long that took. */
  Duration untilClosed(Duration atMost) throws IOException {
    long begin = System.nanoTime();
    socket.setSoTimeout(Math.toIntExact(atMost.toMillis()));
    everything();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private byte[] everything() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] piece = new byte[8192];
    try {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        all.write(piece, 0, read);
        if (all.size() > PLENTY_BYTES) {
          throw new AssertionError("the answer does not end");
        }
      }
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("the server neither answers nor closes", silent);
    } catch (IOException reset) {
      // What came before counts.
    }
    return all.toByteArray();
  }

  private static HttpHeaders headers(String[] lines) {
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers
          .computeIfAbsent(
              lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(lines[i].substring(colon + 1).strip());
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private static String unchunked(String chunks) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (at < chunks.length()) {
      int line = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, line), 16);
      body.append(chunks, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
      if (size == 0) {
        break;
      }
    }
    return body.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
