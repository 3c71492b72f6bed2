package io.shanmen.gate.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BoardCommandTest {
  @Test
  void commandsAreThePublishedBytes() {
    assertThat(hex(BoardCommand.QUERY.frame(1, 0))).isEqualTo("7E 00 01 10 00 00 00 70");
    assertThat(hex(BoardCommand.LEFT_OPEN.frame(1, 1))).isEqualTo("7E 00 01 80 01 00 00 FF");
    assertThat(hex(BoardCommand.RIGHT_OPEN.frame(1, 1))).isEqualTo("7E 00 01 82 01 00 00 FD");
    assertThat(hex(BoardCommand.CLOSE.frame(1, 0))).isEqualTo("7E 00 01 84 00 00 00 FC");
  }

  @Test
  void allBytesOfACommandSumToFF() {
    for (BoardCommand command : BoardCommand.values()) {
      int sum = 0;
      for (byte value : command.frame(200, 99)) {
        sum += value;
      }
      assertThat(sum & 0xFF).as(command.name()).isEqualTo(0xFF);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
  }
}
