package io.shanmen.gate.display;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The page for the gate's own display, on loopback: the page itself, {@code /events} that follows
 * the display (server-sent events), and {@code /status} for support staff.
 */
public final class DisplayServer implements AutoCloseable {
  /** A page that hears nothing for longer shows that the gate is down. */
  private static final int PING_SECONDS = 2;

  private static final int CHANGES_LIMIT = 32;
  private static final int WAITING_LIMIT = 16;
  private static final String PAGE_FOLDER = "/static";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "woff2", "font/woff2");

  /** Where the page gets its contents from. */
  public record Source(
      Display display, InstantSource clock, Supplier<ZoneId> zone, Supplier<String> status) {}

  private final Source source;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private DisplayServer(Source source, HttpServer server) {
    this.source = source;
    this.server = server;
  }

  /**
   * Serves the page.
   *
   * @param port 0 for any free port
   * @throws IOException where another program has the port; the message says so
   */
  public static DisplayServer start(Source source, int port) throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    DisplayServer display = new DisplayServer(source, listen(loopback));
    display.server.setExecutor(display.threads);
    display.server.createContext("/", display::answer);
    display.server.start();
    return display;
  }

  private static HttpServer listen(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, WAITING_LIMIT);
    } catch (BindException e) {
      throw new IOException("display.port " + address.getPort() + " is in use", e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isForLoopback(exchange)) {
        send(exchange, 403, "text/plain", "not here".getBytes(StandardCharsets.UTF_8));
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "text/plain", new byte[0]);
      } else {
        get(exchange, exchange.getRequestURI().getPath());
      }
    }
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    switch (path) {
      case "/events" -> follow(exchange);
      case "/status" ->
          send(
              exchange,
              200,
              "application/json",
              source.status().get().getBytes(StandardCharsets.UTF_8));
      case "/" -> sendFile(exchange, "/index.html");
      default -> sendFile(exchange, path);
    }
  }

  private void sendFile(HttpExchange exchange, String path) throws IOException {
    byte[] bytes = path.contains("..") ? null : read(PAGE_FOLDER + path);
    if (bytes == null) {
      String text = "no such page";
      send(exchange, 404, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
      return;
    }
    String ending = path.substring(path.lastIndexOf('.') + 1);
    send(exchange, 200, TYPES.getOrDefault(ending, "application/octet-stream"), bytes);
  }

  private static byte @Nullable [] read(String resource) throws IOException {
    try (InputStream in = DisplayServer.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** Every change at once, and now and then the same again so that the page knows we live. */
  private void follow(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/event-stream; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    BlockingQueue<Display.State> changes = new ArrayBlockingQueue<>(CHANGES_LIMIT);
    try (Display.Watch watch = source.display().watch(changes::offer);
        OutputStream out = exchange.getResponseBody()) {
      write(out, source.display().state());
      while (!threads.isShutdown()) {
        Display.State change = changes.poll(PING_SECONDS, TimeUnit.SECONDS);
        write(out, change == null ? source.display().state() : change);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(OutputStream out, Display.State state) throws IOException {
    String json = ScreenJson.of(state, source.clock().instant(), source.zone().get());
    out.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Another site's script in the display's browser must not read the gate by a forged name. */
  private static boolean isForLoopback(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
