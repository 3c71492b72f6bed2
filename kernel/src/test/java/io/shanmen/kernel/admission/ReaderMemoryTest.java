package io.shanmen.kernel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReaderMemoryTest {

  private static final Duration LIMIT = ReaderMemory.USUAL_REPEAT_LIMIT;
  private static final Instant AT = Scene.time("11-22T12:00");

  private final ReaderMemory<String> memory =
      ReaderMemory.<String>empty().remember("CODE", "welcome", AT);

  @Test
  void theSameCodeGetsTheSameAnswerForFiveSeconds() {
    assertThat(recall("CODE", AT)).hasValue("welcome");
    assertThat(recall("CODE", AT.plusMillis(4_999))).hasValue("welcome");
    assertThat(recall("CODE", AT.plusSeconds(5))).isEmpty();
  }

  @Test
  void howLongIsForTheParkToSay() {
    assertThat(memory.recall("CODE", AT.plusSeconds(8), Duration.ofSeconds(9))).isPresent();
    assertThat(memory.recall("CODE", AT.plusSeconds(2), Duration.ofSeconds(1))).isEmpty();
    assertThat(memory.recall("CODE", AT, Duration.ZERO)).isEmpty();
  }

  @Test
  void anotherCodeIsAskedFor() {
    assertThat(recall("OTHER", AT)).isEmpty();
    assertThat(ReaderMemory.<String>empty().recall("CODE", AT, LIMIT)).isEmpty();
  }

  @Test
  void aCodeBetweenTwoShowingsEndsTheRepetition() {
    assertThat(
            memory
                .remember("OTHER", "no", AT.plusSeconds(1))
                .recall("CODE", AT.plusSeconds(2), LIMIT))
        .isEmpty();
  }

  @Test
  void aClockSetBackDoesNotRepeatAnAnswerFromTheFuture() {
    assertThat(recall("CODE", AT.minusSeconds(1))).isEmpty();
  }

  private Optional<String> recall(String code, Instant now) {
    return memory.recall(code, now, LIMIT);
  }
}
