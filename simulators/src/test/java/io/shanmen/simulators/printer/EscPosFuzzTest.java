package io.shanmen.simulators.printer;

import io.shanmen.simulators.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A printer that is sent nonsense says so and goes on; it never runs out of memory over it. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class EscPosFuzzTest {

  /** Paper of 2.5 m at a bit for each dot, grown by doubling, and copied at a cut. */
  private static final long MEMORY_LIMIT_BYTES = 64L << 20;

  private static final List<byte[]> DOCUMENTS =
      List.of(
          "\u001B@\u001Ba\u0001成人票\n\u001Bd\u0003\u001DV\u0000"
              .getBytes(Charset.forName("GB18030")),
          latin("\u001B@\u001D!\u0011A\n\u001DV\u0042\u0000"),
          latin("\u001Dv0\u0000\u0001\u0000\u0002\u0000\u00FF\u0081"),
          latin("\u001B*\u0021\u0002\u0000abcdef\n\u001Bp\u0000\u0019\u0019\u001Dr\u0001"));

  @Test
  void nonsenseIsAnErrorAndNothingWorse() {
    Fuzz.run(
        "esc-pos",
        DOCUMENTS,
        50_000,
        MEMORY_LIMIT_BYTES,
        input -> {
          PaperRoll roll = new PaperRoll(576);
          try {
            new EscPosParser(new ByteArrayInputStream(input), roll, EscPosParser.into(piece -> {}))
                .run();
          } catch (IOException refused) {
            // What a printer says to what it does not know.
          }
        });
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
