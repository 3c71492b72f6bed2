package io.shanmen.simulators.printer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EscPosParserTest {

  /** An image of no width and 33,279 rows, which the long fuzz run found. */
  @Test
  void paperThatIsNeverCutIsAnErrorOfThePrinter() {
    byte[] endless = HexFormat.of().parseHex("1d7630000000ff81");
    EscPosParser parser =
        new EscPosParser(
            new ByteArrayInputStream(endless), new PaperRoll(576), EscPosParser.into(piece -> {}));
    assertThatThrownBy(parser::run)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("never cut");
  }
}
