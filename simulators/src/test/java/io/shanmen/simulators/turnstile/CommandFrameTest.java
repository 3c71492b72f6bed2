package io.shanmen.simulators.turnstile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CommandFrameTest {
  private final CommandFrame.Collector collector = new CommandFrame.Collector();

  @Test
  void publishedCommandsAreUnderstood() {
    assertThat(collector.add(hex("7E 00 01 10 00 00 00 70")))
        .containsExactly(new CommandFrame(1, Opcode.QUERY, 0));
    assertThat(collector.add(hex("7E 00 01 80 01 00 00 FF")))
        .containsExactly(new CommandFrame(1, Opcode.LEFT_OPEN, 1));
    assertThat(collector.add(hex("7E 00 01 82 01 00 00 FD")))
        .containsExactly(new CommandFrame(1, Opcode.RIGHT_OPEN, 1));
    assertThat(collector.add(hex("7E 00 01 84 00 00 00 FC")))
        .containsExactly(new CommandFrame(1, Opcode.CLOSE, 0));
  }

  @Test
  void aCommandInTwoPiecesIsOneCommand() {
    assertThat(collector.add(hex("7E 00 01"))).isEmpty();
    assertThat(collector.hasHalf()).isTrue();
    assertThat(collector.add(hex("10 00 00 00 70"))).hasSize(1);
  }

  @Test
  void aWrongCheckByteIsNoCommandAndTheNextOneStillIs() {
    assertThat(collector.add(hex("7E 00 01 10 00 00 00 71 7E 00 02 10 00 00 00 6F")))
        .containsExactly(new CommandFrame(2, Opcode.QUERY, 0));
    assertThat(collector.skippedBytes()).isEqualTo(8);
  }

  private static byte[] hex(String text) {
    return HexFormat.ofDelimiter(" ").parseHex(text);
  }
}
