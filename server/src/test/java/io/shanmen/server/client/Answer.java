package io.shanmen.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What the server answered.
 *
 * @param bytes the body as it came
 */
public record Answer(int status, HttpHeaders headers, byte[] bytes) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The body as JSON; missing where there is none. */
  public JsonNode body() {
    boolean isJson =
        headers.firstValue("Content-Type").filter(type -> type.contains("json")).isPresent();
    return isJson && bytes.length > 0 ? JSON.readTree(bytes) : MissingNode.getInstance();
  }

  public <T> T body(Class<T> type) {
    return JSON.treeToValue(body(), type);
  }

  /** The body, after making sure that the answer is a success. */
  public JsonNode ok() {
    assertThat(status).as("%s", body()).isBetween(200, 299);
    return body();
  }

  /** The problem, after making sure that the answer is this refusal. */
  public JsonNode refused(String code) {
    assertThat(body().path("code").asString("(no refusal, status " + status + ")")).isEqualTo(code);
    assertThat(status).isEqualTo(body().path("status").asInt());
    return body();
  }
}
