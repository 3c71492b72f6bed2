package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ticketcode.CodeReading.LineRead;
import io.shanmen.kernel.ticketcode.CodeReading.Read;
import io.shanmen.kernel.ticketcode.CodeReading.Unreadable;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TicketCodePropertyTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
  private static final long LINE_MAX = TicketCodeWriter.LINE_TICKET_LIMIT - 1;

  private final TicketCodeReader reader =
      new TicketCodeReader(TestKeys.CRYPTOGRAPHY, TestKeys.ring());
  private final TicketCodeWriter writer =
      new TicketCodeWriter(TestKeys.CRYPTOGRAPHY, TestKeys.ACTIVE);

  @Provide
  Arbitrary<Claims> claims() {
    return ClaimsExamples.any();
  }

  @Provide
  Arbitrary<String> digits() {
    return Arbitraries.strings().numeric().ofLength(24);
  }

  @Property(tries = 300)
  void everyQrCodeComesBack(@ForAll("claims") Claims claims, @ForAll @Size(12) byte[] nonce) {
    assertThat(reader.read(writer.qr(claims, nonce), NOW))
        .isEqualTo(new Read(claims, TestKeys.ACTIVE.record().id()));
  }

  @Property(tries = 300)
  void noSingleAlteredBitIsEverAccepted(
      @ForAll("claims") Claims claims,
      @ForAll @Size(12) byte[] nonce,
      @ForAll @IntRange(max = 2_000) int anyBit) {
    byte[] code = Base45.decode(writer.qr(claims, nonce)).orElseThrow();
    int bit = anyBit % (code.length * 8);
    code[bit / 8] ^= (byte) (0x80 >>> bit % 8);
    assertThat(reader.read(Base45.encode(code), NOW)).isInstanceOf(Unreadable.class);
  }

  @Test
  void noAlteredBitOfAnOrdinaryTicketIsAccepted() {
    byte[] code =
        Base45.decode(writer.qr(ClaimsExamples.adultDayTicket(), new byte[12])).orElseThrow();
    for (int bit = 0; bit < code.length * 8; bit++) {
      byte[] altered = code.clone();
      altered[bit / 8] ^= (byte) (0x80 >>> bit % 8);
      assertThat(reader.read(Base45.encode(altered), NOW))
          .as("bit %d", bit)
          .isInstanceOf(Unreadable.class);
    }
  }

  @Property
  void noTextMakesTheReaderStumble(@ForAll String text) {
    assertThat(reader.read(text, NOW)).isInstanceOf(Unreadable.class);
    assertThat(reader.read("MEN" + text, NOW)).isInstanceOf(Unreadable.class);
  }

  @Property
  void everyBarCodeComesBack(
      @ForAll @LongRange(max = LINE_MAX) long number, @ForAll @IntRange(min = 1, max = 255) int v) {
    TicketRef ticket = new TicketRef(number, v);
    String line = writer.line(ticket);
    assertThat(line).matches("07[0-9]{22}");
    assertThat(reader.read(line, NOW))
        .isEqualTo(new LineRead(number, v % 10, TestKeys.ACTIVE.record().id()));
  }

  @Property(tries = 5_000)
  void guessedDigitsAreNeverAccepted(@ForAll("digits") String digits) {
    assertThat(reader.read("07" + digits.substring(2), NOW)).isInstanceOf(Unreadable.class);
  }

  @Property(tries = 200)
  void noAlteredDigitIsEverAccepted(
      @ForAll @LongRange(max = LINE_MAX) long number,
      @ForAll @IntRange(min = 2, max = 23) int at,
      @ForAll @IntRange(min = 1, max = 9) int by) {
    char[] line = writer.line(new TicketRef(number, 1)).toCharArray();
    line[at] = (char) ('0' + (line[at] - '0' + by) % 10);
    assertThat(reader.read(new String(line), NOW)).isInstanceOf(Unreadable.class);
  }

  @Test
  void neighbouringTicketsHaveBarCodesThatHaveNothingInCommon() {
    Set<String> beginnings = new HashSet<>();
    int[] counts = new int[10];
    for (int number = 0; number < 1_000; number++) {
      String line = writer.line(new TicketRef(number, 1));
      beginnings.add(line.substring(2, 10));
      for (int at = 2; at < 24; at++) {
        counts[line.charAt(at) - '0']++;
      }
    }
    assertThat(beginnings).as("first eight digits").hasSizeGreaterThan(995);
    for (int count : counts) {
      assertThat(count).as("each digit about 2200 times").isBetween(2_000, 2_400);
    }
  }
}
