package io.shanmen.kernel.outcome;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What came of a command: it was done, or it was refused for a reason.
 *
 * @param <T> what a done command gives back
 */
public sealed interface Outcome<T> {

  /** The command took effect. */
  record Done<T>(T value) implements Outcome<T> {
    public Done {
      Objects.requireNonNull(value, "value");
    }
  }

  /** The command had no effect. */
  record Refused<T>(Refusal refusal) implements Outcome<T> {
    public Refused {
      Objects.requireNonNull(refusal, "refusal");
    }
  }

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  static <T> Outcome<T> refused(ProblemCode code) {
    return new Refused<>(Refusal.of(code));
  }

  static <T> Outcome<T> refused(ProblemCode code, Map<String, Object> params) {
    return new Refused<>(new Refusal(code, params));
  }

  default boolean isDone() {
    return this instanceof Done<T>;
  }

  default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Done<T>(T value) -> done(change.apply(value));
      case Refused<T>(Refusal refusal) -> refused(refusal);
    };
  }

  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Done<T>(T value) -> next.apply(value);
      case Refused<T>(Refusal refusal) -> refused(refusal);
    };
  }

  /** The value of a command that cannot have been refused here: a refusal would be a bug. */
  default T orThrow() {
    return switch (this) {
      case Done<T>(T value) -> value;
      case Refused<T>(Refusal refusal) ->
          throw new IllegalStateException("refused: " + refusal.code().name());
    };
  }
}
