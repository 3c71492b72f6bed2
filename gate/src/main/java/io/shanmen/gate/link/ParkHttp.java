package io.shanmen.gate.link;

import io.shanmen.gate.agent.NanoClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * HTTPS to the park's server, and to nobody else: only certificates of the park's own authority are
 * trusted. Requests never wait; no answer is an answer with status 0.
 */
public final class ParkHttp implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final String COOKIE = "__Host-shanmen";

  private final URI server;
  private final GateIdentity identity;
  private final NanoClock nanos;
  private final HttpClient http;
  private volatile @Nullable String session;

  /**
   * A connection to a server.
   *
   * @param server for example {@code https://park.example:8443}
   * @param authority the park's certificate authority, PEM
   * @throws IOException where the file holds no certificate
   */
  public ParkHttp(URI server, Path authority, GateIdentity identity, NanoClock nanos)
      throws IOException {
    this.server = server;
    this.identity = identity;
    this.nanos = nanos;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting(authority))
            .connectTimeout(CONNECT_LIMIT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /** Whether a session has been opened and has not been refused since. */
  boolean hasSession() {
    return session != null;
  }

  CompletableFuture<Reply> post(String path, JsonNode body, Duration limit) {
    return send(
        request(path, limit)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        limit);
  }

  CompletableFuture<Reply> get(String path, Duration limit) {
    return send(request(path, limit).GET().build(), limit);
  }

  /** Tells the server who this gate is and opens a session; the reply is that of the last step. */
  CompletableFuture<Reply> prove(Duration limit) {
    ObjectNode who = JSON.createObjectNode();
    who.put("terminalId", String.valueOf(identity.terminalId()));
    return post("/api/terminal/challenges", who, limit)
        .thenCompose(
            reply -> {
              if (!reply.isGood()) {
                return CompletableFuture.completedFuture(reply);
              }
              String challenge = reply.body().path("challenge").asString("");
              ObjectNode proof = who.deepCopy();
              proof.put("challenge", challenge);
              proof.put("signature", identity.prove(challenge));
              return post("/api/terminal/device-sessions", proof, limit);
            });
  }

  private HttpRequest.Builder request(String path, Duration limit) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path)).timeout(limit);
    String cookie = session;
    return cookie == null ? request : request.header("Cookie", COOKIE + "=" + cookie);
  }

  /**
   * Sends, and waits no longer than the limit for the last byte of the answer: the client's own
   * limit ends with the headers, and a line that dies in the middle of a body is silent for ever.
   */
  private CompletableFuture<Reply> send(HttpRequest request, Duration limit) {
    long sent = nanos.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(request, BodyHandlers.ofByteArray());
    return exchange
        .copy()
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (response, failure) -> {
              exchange.cancel(true);
              long received = nanos.nanoTime();
              Reply empty = new Reply(0, MissingNode.getInstance(), received - sent, received);
              return response == null ? empty : reply(response, empty);
            });
  }

  private Reply reply(HttpResponse<byte[]> response, Reply empty) {
    for (String cookie : response.headers().allValues("Set-Cookie")) {
      if (cookie.startsWith(COOKIE + "=")) {
        String value = cookie.substring(COOKIE.length() + 1).split(";", 2)[0];
        session = value.isEmpty() ? null : value;
      }
    }
    if (response.statusCode() == 401) {
      session = null;
    }
    try {
      return response.body().length == 0
          ? empty.with(response.statusCode(), empty.body())
          : empty.with(response.statusCode(), JSON.readTree(response.body()));
    } catch (JacksonException e) {
      // Something else than the park's server answers here; a 2xx of it must not count as one.
      return response.statusCode() < 300 ? empty : empty.with(response.statusCode(), empty.body());
    }
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (InputStream in = Files.newInputStream(authority)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("park-" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(authority + " holds no certificate", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
