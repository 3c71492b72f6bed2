package io.shanmen.gate.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.fuzz.Fuzz;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a damaged line brings, only whole answers with a good check are believed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BoardStatusFuzzTest {

  private static final List<byte[]> ANSWERS =
      List.of(
          hex("7F2301000100000 12C0100010C80F00000B0"),
          hex("7F230100000000000000000000 10F000005C"));

  @Test
  void everyByteBelongsToAnAnswerOrIsSkipped() {
    Fuzz.run(
        "turnstile-answers",
        ANSWERS,
        1_500_000,
        1 << 20,
        input -> {
          BoardStatus.Collector collector = new BoardStatus.Collector();
          int answers = 0;
          for (int from = 0; from < input.length; from += 7) {
            byte[] piece = Arrays.copyOfRange(input, from, Math.min(from + 7, input.length));
            for (BoardStatus status : collector.add(piece)) {
              assertThat(status.gate()).isBetween(0, 4);
              assertThat(status.left()).isBetween(0, 0xFFFFFF);
              assertThat(status.right()).isBetween(0, 0xFFFFFF);
              answers++;
            }
          }
          long left = input.length - answers * BoardStatus.LENGTH_BYTES - collector.skippedBytes();
          assertThat(left).isBetween(0L, BoardStatus.LENGTH_BYTES - 1L);
        });
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
