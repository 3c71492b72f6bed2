package io.shanmen.kernel.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one reader remembers of the code it saw last: shown again shortly after the answer, it gets
 * the same answer, and nothing is used. It never changes; {@link #remember} gives a new one.
 *
 * @param <A> the answer, as the program gives it
 */
public final class ReaderMemory<A> {

  /** How long a code counts as the same showing where the park has set nothing else. */
  public static final Duration USUAL_REPEAT_LIMIT = Duration.ofSeconds(5);

  private record Seen<A>(String code, A answer, Instant at) {}

  private final @Nullable Seen<A> last;

  private ReaderMemory(@Nullable Seen<A> last) {
    this.last = last;
  }

  public static <A> ReaderMemory<A> empty() {
    return new ReaderMemory<>(null);
  }

  /**
   * The last answer, where this is the same showing of the same code.
   *
   * @param limit for so long after the answer it is; nothing repeats with a limit of zero
   */
  public Optional<A> recall(String code, Instant now, Duration limit) {
    Seen<A> seen = last;
    return seen != null
            && seen.code().equals(code)
            && !now.isBefore(seen.at())
            && now.isBefore(seen.at().plus(limit))
        ? Optional.of(seen.answer())
        : Optional.empty();
  }

  public ReaderMemory<A> remember(String code, A answer, Instant now) {
    Objects.requireNonNull(answer, "answer");
    return new ReaderMemory<>(new Seen<>(code, answer, now));
  }
}
