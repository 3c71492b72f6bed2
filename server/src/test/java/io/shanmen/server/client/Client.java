package io.shanmen.server.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One terminal's browser or one gate: it makes JSON calls over HTTP, keeps the session's cookie and
 * proves its key. Paths start with {@code /api/}. It may be used by many threads.
 */
public final class Client {

  private static final String COOKIE = "__Host-shanmen";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Supplier<URI> server;
  private final TerminalKey key;
  private volatile @Nullable String cookie;
  private volatile @Nullable Credentials credentials;
  private volatile boolean signsInAgain;

  /** Whom the client signed in. */
  public record Credentials(UUID operatorId, String signInName, String password) {}

  Client(Supplier<URI> server, TerminalKey key) {
    this.server = server;
    this.key = key;
  }

  public UUID terminalId() {
    return key.terminalId();
  }

  public TerminalKey key() {
    return key;
  }

  /** Who is signed in here. */
  public UUID operatorId() {
    return credentials().operatorId();
  }

  public Credentials credentials() {
    Credentials known = credentials;
    if (known == null) {
      throw new IllegalStateException("nobody has signed in here");
    }
    return known;
  }

  /** The session's token as the cookie carries it. */
  public Optional<String> cookie() {
    return Optional.ofNullable(cookie);
  }

  public void setCookie(@Nullable String token) {
    cookie = token;
  }

  /** The same terminal and session in another object, as a browser's second tab. */
  public Client copy() {
    Client copy = new Client(server, key);
    copy.cookie = cookie;
    copy.credentials = credentials;
    return copy;
  }

  public Answer get(String path) {
    return call("GET", path, null);
  }

  /** The same with query parameters. */
  public Answer get(String path, Map<String, ?> query) {
    StringBuilder full = new StringBuilder(path);
    char before = '?';
    for (Map.Entry<String, ?> entry : query.entrySet()) {
      full.append(before).append(entry.getKey()).append('=');
      full.append(URLEncoder.encode(String.valueOf(entry.getValue()), StandardCharsets.UTF_8));
      before = '&';
    }
    return get(full.toString());
  }

  public Answer post(String path) {
    return call("POST", path, null);
  }

  /**
   * Posts a body.
   *
   * @param body a map, a list or a record; a string is sent as it is
   */
  public Answer post(String path, Object body) {
    return call("POST", path, body);
  }

  public Answer put(String path, Object body) {
    return call("PUT", path, body);
  }

  public Answer delete(String path) {
    return call("DELETE", path, null);
  }

  /** Any call, with more headers. */
  public Answer call(
      String method, String path, @Nullable Object body, Map<String, String> headers) {
    return send(method, path, body, headers);
  }

  private Answer call(String method, String path, @Nullable Object body) {
    Answer answer = send(method, path, body, Map.of());
    Credentials known = credentials;
    if (answer.status() == 401 && signsInAgain && known != null) {
      signIn(known).ok();
      return send(method, path, body, Map.of());
    }
    return answer;
  }

  /** Opens a stream (server-sent events); the test closes it. */
  public InputStream stream(String path) {
    try {
      HttpResponse<InputStream> response =
          HTTP.send(request(path).GET().build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError("no stream: " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A fresh challenge, signed for a purpose: the body of every proof. */
  public Map<String, Object> proof(String purpose) {
    String challenge =
        send("POST", "/api/terminal/challenges", Map.of("terminalId", key.terminalId()), Map.of())
            .ok()
            .path("challenge")
            .asString();
    return new HashMap<>(
        Map.of(
            "terminalId",
            key.terminalId(),
            "challenge",
            challenge,
            "signature",
            key.prove(purpose, challenge)));
  }

  public Answer signIn(Credentials who) {
    credentials = who;
    return signIn(who.signInName(), who.password());
  }

  public Answer signIn(String signInName, String password) {
    Map<String, Object> body = proof("sign-in");
    body.put("operator", signInName);
    body.put("password", password);
    return send("POST", "/api/sign-in", body, Map.of());
  }

  public Answer renew() {
    return send("POST", "/api/session/renew", proof("renew"), Map.of());
  }

  public Answer openDeviceSession() {
    return send("POST", "/api/terminal/device-sessions", proof("device"), Map.of());
  }

  /** Signs the same operator in again by itself when the session has ended, as after a day. */
  Client signingInAgain() {
    signsInAgain = true;
    return this;
  }

  private Answer send(
      String method, String path, @Nullable Object body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path);
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      String json = body instanceof String text ? text : JSON.writeValueAsString(body);
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(json));
    }
    try {
      HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      keepCookie(response);
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.get().resolve(path)).timeout(Duration.ofSeconds(60));
    String token = cookie;
    if (token != null) {
      request.header("Cookie", COOKIE + "=" + token);
    }
    return request;
  }

  private void keepCookie(HttpResponse<?> response) {
    for (String header : response.headers().allValues("Set-Cookie")) {
      if (header.startsWith(COOKIE + "=")) {
        String value = header.substring(COOKIE.length() + 1).split(";", 2)[0];
        cookie = value.isEmpty() ? null : value;
      }
    }
  }
}
