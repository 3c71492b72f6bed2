package io.shanmen.kernel.outcome;

import java.util.Map;
import java.util.Objects;

/**
 * A refusal: a reason and the facts that belong to it. It is a value, not an exception; a bug is an
 * exception.
 *
 * @param code the reason
 * @param params the facts that its sentences name; never personal data or secrets
 */
public record Refusal(ProblemCode code, Map<String, Object> params) {

  public Refusal {
    Objects.requireNonNull(code, "code");
    params = Map.copyOf(params);
  }

  public static Refusal of(ProblemCode code) {
    return new Refusal(code, Map.of());
  }

  public static Refusal of(ProblemCode code, String name, Object value) {
    return new Refusal(code, Map.of(name, value));
  }

  public String zh() {
    return fill(code.zh());
  }

  public String en() {
    return fill(code.en());
  }

  private String fill(String sentence) {
    String filled = sentence;
    for (Map.Entry<String, Object> param : params.entrySet()) {
      filled = filled.replace("{" + param.getKey() + "}", String.valueOf(param.getValue()));
    }
    return filled;
  }
}
