package io.shanmen.kernel.outcome;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A refusal: a reason and the facts that belong to it. It is a value, not an exception; a bug is an
 * exception.
 *
 * @param code the reason
 * @param params the facts that its sentences name, each said as text, or by {@link
 *     InBothLanguages}; never personal data or secrets
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
    return fill(code.zh(), InBothLanguages::zh);
  }

  public String en() {
    return fill(code.en(), InBothLanguages::en);
  }

  private String fill(String sentence, Function<InBothLanguages, String> language) {
    String filled = sentence;
    for (Map.Entry<String, Object> param : params.entrySet()) {
      String words =
          param.getValue() instanceof InBothLanguages both
              ? language.apply(both)
              : String.valueOf(param.getValue());
      filled = filled.replace("{" + param.getKey() + "}", words);
    }
    return filled;
  }
}
