package io.shanmen.kernel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReaderMemoryTest {

  private static final Instant AT = Scene.time("11-22T12:00");

  private final ReaderMemory<String> memory =
      ReaderMemory.<String>empty().remember("CODE", "welcome", AT);

  @Test
  void theSameCodeGetsTheSameAnswerForFiveSeconds() {
    assertThat(memory.recall("CODE", AT)).hasValue("welcome");
    assertThat(memory.recall("CODE", AT.plusMillis(4_999))).hasValue("welcome");
    assertThat(memory.recall("CODE", AT.plusSeconds(5))).isEmpty();
  }

  @Test
  void anotherCodeIsAskedFor() {
    assertThat(memory.recall("OTHER", AT)).isEmpty();
    assertThat(ReaderMemory.<String>empty().recall("CODE", AT)).isEmpty();
  }

  @Test
  void aCodeBetweenTwoShowingsEndsTheRepetition() {
    assertThat(memory.remember("OTHER", "no", AT.plusSeconds(1)).recall("CODE", AT.plusSeconds(2)))
        .isEmpty();
  }

  @Test
  void aClockSetBackDoesNotRepeatAnAnswerFromTheFuture() {
    assertThat(memory.recall("CODE", AT.minusSeconds(1))).isEmpty();
  }
}
