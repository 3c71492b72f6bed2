package io.shanmen.simulators.client;

import tools.jackson.databind.JsonNode;

/**
 * What the server answered.
 *
 * @param status the HTTP status; 0 where no answer came
 * @param body the JSON; a problem where the status is 400 or more
 */
public record Answer(int status, JsonNode body) {

  public boolean isDone() {
    return status >= 200 && status < 300;
  }

  /** The problem's code, or an empty text. */
  public String code() {
    return body.path("code").asString("");
  }

  /**
   * The body of a call that must not be refused here.
   *
   * @throws IllegalStateException with the problem, if it was
   */
  public JsonNode orThrow(String what) {
    if (!isDone()) {
      throw new IllegalStateException(
          what + ": " + status + " " + code() + " " + body.path("en").asString(""));
    }
    return body;
  }
}
