package io.shanmen.gate.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.kernel.ticketcode.Base45;
import io.shanmen.kernel.ticketcode.ClaimsCodec;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.TicketCodeReader;
import io.shanmen.simulators.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nobody makes a code by spoiling one: what is read is a code that was issued, letter by letter.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class TicketCodeFuzzTest {

  private final VectorCodes vectors = new VectorCodes();

  @Test
  void onlyCodesThatWereIssuedAreRead() {
    TicketCodeReader reader = new TicketCodeReader(Ciphers.suites(), vectors.keys());
    List<String> issued = vectors.goodCodes();
    Fuzz.run(
        "ticket-codes",
        vectors.allCodes().stream().map(TicketCodeFuzzTest::bytes).toList(),
        1_500_000,
        2 << 20,
        input -> {
          String text = new String(input, StandardCharsets.UTF_8);
          CodeReading reading = reader.read(text, VectorCodes.NOW);
          boolean accepted = !(reading instanceof CodeReading.Unreadable);
          assertThat(accepted && !issued.contains(text)).as("a forged code was read").isFalse();
        });
  }

  @Test
  void base45ReadsOnlyWhatItWouldWrite() {
    Fuzz.run(
        "base45",
        vectors.allCodes().stream().map(TicketCodeFuzzTest::bytes).toList(),
        2_250_000,
        1 << 20,
        input -> {
          String text = new String(input, StandardCharsets.ISO_8859_1);
          Base45.decode(text)
              .ifPresent(decoded -> assertThat(Base45.encode(decoded)).isEqualTo(text));
        });
  }

  @Test
  void claimsReadOnlyWhatTheyWouldWrite() {
    List<byte[]> claims = vectors.claims().stream().map(HexFormat.of()::parseHex).toList();
    Fuzz.run(
        "claims",
        claims,
        2_500_000,
        1 << 20,
        input ->
            ClaimsCodec.decode(input)
                .ifPresent(read -> assertThat(ClaimsCodec.encode(read)).isEqualTo(input)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
