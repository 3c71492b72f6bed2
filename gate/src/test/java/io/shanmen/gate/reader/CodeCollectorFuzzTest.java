package io.shanmen.gate.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.agent.NanoClock;
import io.shanmen.simulators.fuzz.Fuzz;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a scanner sends, in whatever pieces, codes come out that are neither empty nor long. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CodeCollectorFuzzTest {

  private static final List<byte[]> LINES =
      List.of(
          "MENJ82FMA300100KB0*M0DY0W016C1Z%2Y/I-QF9.19XI+XQP%OSIL$INF3E\r\n"
              .getBytes(StandardCharsets.US_ASCII),
          "075539815478107806094949\r".getBytes(StandardCharsets.US_ASCII),
          "门票\n".getBytes(StandardCharsets.UTF_8),
          "门票\n".getBytes(Charset.forName("GBK")),
          "9".repeat(600).getBytes(StandardCharsets.US_ASCII));

  @Test
  void codesAreNeverEmptyNorLongerThanACodeCanBe() {
    Fuzz.run(
        "scanner-lines",
        LINES,
        1_000_000,
        1 << 20,
        input -> {
          CodeCollector collector = new CodeCollector();
          long now = 1;
          List<CodeCollector.Code> codes = new ArrayList<>();
          for (int from = 0; from < input.length; from += 11) {
            now += NanoClock.millis(input[from] & 0x7F);
            byte[] piece = Arrays.copyOfRange(input, from, Math.min(from + 11, input.length));
            codes.addAll(collector.add(piece, now));
          }
          codes.addAll(collector.pause(now + NanoClock.millis(1_000)));
          for (CodeCollector.Code code : codes) {
            assertThat(code.text()).isNotBlank().hasSizeLessThanOrEqualTo(512);
            assertThat(code.text()).doesNotContain("\r", "\n");
          }
        });
  }
}
