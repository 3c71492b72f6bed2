package io.shanmen.gate.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.agent.NanoClock;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeCollectorTest {
  private final CodeCollector collector = new CodeCollector();
  private long now = 1;

  @Test
  void anyLineEndEndsACode() {
    assertThat(add("A\rB\nC\r\nD")).containsExactly("A", "B", "C");
  }

  @Test
  void aCodeInPiecesIsOneCode() {
    assertThat(add("6BF%RN0")).isEmpty();
    now += NanoClock.millis(25);
    assertThat(add(" $*.\r")).containsExactly("6BF%RN0 $*.");
  }

  @Test
  void blanksBelongToTheCode() {
    assertThat(add(" A B \r\n")).containsExactly(" A B ");
  }

  @Test
  void withoutLineEndAPauseEndsTheCode() {
    assertThat(add("123456")).isEmpty();
    assertThat(collector.pause(now + NanoClock.millis(199))).isEmpty();
    assertThat(collector.pause(now + NanoClock.millis(200)))
        .extracting(CodeCollector.Code::text)
        .containsExactly("123456");
  }

  @Test
  void aScannerThatEndsItsCodesMayPauseInsideOne() {
    add("FIRST\r");
    assertThat(add("6BF%RN0")).isEmpty();
    now += NanoClock.millis(700);
    assertThat(collector.pause(now)).isEmpty();
    assertThat(add("REST\r")).containsExactly("6BF%RN0REST");
  }

  @Test
  void alsoThenTheRestOfADamagedCodeDoesNotStickToTheNext() {
    add("FIRST\r");
    add("HALF");
    now += NanoClock.millis(1_000);
    assertThat(add("WHOLE\r")).containsExactly("HALF", "WHOLE");
  }

  @Test
  void theRestOfADamagedCodeDoesNotStickToTheNext() {
    add("HALF");
    now += NanoClock.millis(3_000);
    assertThat(add("WHOLE\r")).containsExactly("HALF", "WHOLE");
  }

  @Test
  void theLastByteTellsWhenItWasRead() {
    collector.add("AB".getBytes(StandardCharsets.UTF_8), 5);
    assertThat(collector.add("\r".getBytes(StandardCharsets.UTF_8), 9).getFirst().lastByteNanos())
        .isEqualTo(9);
  }

  @Test
  void chineseComesInEitherEncoding() {
    assertThat(add("门票\r")).containsExactly("门票");
    assertThat(collector.add("门票\r".getBytes(Charset.forName("GBK")), now))
        .extracting(CodeCollector.Code::text)
        .containsExactly("门票");
  }

  @Test
  void whatIsLongerThanAnyTicketIsThrownAwayAndTheNextOneRead() {
    assertThat(add("X".repeat(513) + "\rGOOD\r")).containsExactly("GOOD");
    assertThat(collector.overlong()).isEqualTo(1);
  }

  private List<String> add(String text) {
    return collector.add(text.getBytes(StandardCharsets.UTF_8), now).stream()
        .map(CodeCollector.Code::text)
        .toList();
  }
}
