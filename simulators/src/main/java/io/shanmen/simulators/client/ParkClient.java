package io.shanmen.simulators.client;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * One terminal that talks to the park's server: it asks to be approved, signs an operator in,
 * proves itself again when its session has ended, and calls the API. It trusts the park's
 * certificate authority only.
 */
public final class ParkClient implements AutoCloseable {

  /** Records are written by their components, not by their questions ({@code isFixed}). */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultVisibility(
              visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private record Credentials(String operator, String password) {}

  private final URI server;
  private final TerminalKey key;
  private final HttpClient http;
  private volatile @Nullable Credentials credentials;

  private ParkClient(URI server, TerminalKey key, HttpClient http) {
    this.server = server;
    this.key = key;
    this.http = http;
  }

  /**
   * A client for a terminal.
   *
   * @param server e.g. {@code https://localhost:8443}
   * @param authority the park's certificate authority, PEM
   */
  public static ParkClient of(URI server, Path authority, TerminalKey key) throws IOException {
    return new ParkClient(server, key, ParkTrust.client(authority));
  }

  public TerminalKey key() {
    return key;
  }

  /** Asks the back office to approve this terminal. */
  public Answer requestApproval(String name) {
    return post(
        "/api/terminal/requests",
        Map.of("terminalId", key.terminalId(), "name", name, "publicKey", key.publicKey()));
  }

  /** Signs an operator in at this terminal, and again by itself whenever the session has ended. */
  public Answer signIn(String operator, String password) {
    credentials = new Credentials(operator, password);
    return signInAgain();
  }

  public Answer get(String path) {
    return call("GET", path, null);
  }

  public Answer post(String path, Object body) {
    return call("POST", path, body);
  }

  public Answer put(String path, Object body) {
    return call("PUT", path, body);
  }

  @Override
  public void close() {
    http.close();
  }

  private Answer call(String method, String path, @Nullable Object body) {
    Answer answer = send(method, path, body);
    boolean ended = answer.status() == 401 && credentials != null;
    return ended && signInAgain().isDone() ? send(method, path, body) : answer;
  }

  private Answer signInAgain() {
    Credentials known = credentials;
    if (known == null) {
      throw new IllegalStateException("nobody has signed in here");
    }
    Answer challenge =
        send("POST", "/api/terminal/challenges", Map.of("terminalId", key.terminalId()));
    if (!challenge.isDone()) {
      return challenge;
    }
    String text = challenge.body().path("challenge").asString();
    return send(
        "POST",
        "/api/sign-in",
        Map.of(
            "terminalId", key.terminalId(),
            "challenge", text,
            "signature", key.prove("sign-in", text),
            "operator", known.operator(),
            "password", known.password()));
  }

  private Answer send(String method, String path, @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).header("Accept", "*/*");
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), json(response));
    } catch (IOException e) {
      return new Answer(0, MissingNode.getInstance());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, MissingNode.getInstance());
    }
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    boolean isJson =
        response.headers().firstValue("Content-Type").filter(t -> t.contains("json")).isPresent();
    return isJson && response.body().length > 0
        ? JSON.readTree(response.body())
        : MissingNode.getInstance();
  }
}
