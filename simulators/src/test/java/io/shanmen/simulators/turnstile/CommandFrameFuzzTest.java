package io.shanmen.simulators.turnstile;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.fuzz.Fuzz;
import io.shanmen.simulators.turnstile.CommandFrame.Collector;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes over the wire, a simulated board obeys commands and nothing else. */
@Timeout(value = 10, unit = java.util.concurrent.TimeUnit.MINUTES)
class CommandFrameFuzzTest {

  private static final List<byte[]> COMMANDS =
      List.of(hex("7E00011000000070"), hex("7E000180010000FF"), hex("7E00018400 0000FC"));

  @Test
  void noiseBetweenCommandsIsSkippedAndEveryByteIsAccountedFor() {
    Fuzz.run(
        "turnstile-commands",
        COMMANDS,
        1_000_000,
        1 << 20,
        input -> {
          Collector collector = new Collector();
          TurnstileBoard board = new TurnstileBoard(1);
          int frames = 0;
          for (int from = 0; from < input.length; from += 5) {
            byte[] piece = Arrays.copyOfRange(input, from, Math.min(from + 5, input.length));
            for (CommandFrame frame : collector.add(piece)) {
              assertThat(board.obey(frame, from)).isTrue();
              frames++;
            }
          }
          assertThat(board.status(input.length)).hasSize(TurnstileBoard.STATUS_LENGTH_BYTES);
          collector.forgetHalf();
          assertThat(frames * CommandFrame.LENGTH_BYTES + collector.skippedBytes())
              .isEqualTo(input.length);
        });
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
