package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.ticketcode.CodeReading.Fault;
import io.shanmen.kernel.ticketcode.CodeReading.Read;
import io.shanmen.kernel.ticketcode.CodeReading.Unreadable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A code on a phone changes every half minute, and a picture of it is worthless soon. */
class DynamicCodeTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:00:10Z");
  private static final byte[] NONCE = new byte[Suite.NONCE_BYTES];

  private final TicketCodeReader reader = new TicketCodeReader(TestKeys.SUITES, TestKeys.ring());
  private final DynamicCode.Phone phone = phone(TestKeys.ACTIVE, 100_000_042);

  static Claims changing(Claims still) {
    return new Claims(
        still.ticket(),
        still.productNo(),
        still.validity(),
        still.entitlement(),
        Set.of(CodeOption.DYNAMIC));
  }

  private static DynamicCode.Phone phone(IssuingKey key, long number) {
    Claims claims = changing(ClaimsExamples.adultDayTicket()).withTicket(new TicketRef(number, 1));
    return new TicketCodeWriter(TestKeys.SUITES.get(key.record().suite()), key)
        .phone(claims, NONCE);
  }

  private String shownAt(Instant moment) {
    return DynamicCode.text(TestKeys.CRYPTOGRAPHY, phone, moment);
  }

  /** RFC 6238, appendix B, SHA-256: eight digits of the truncated value. */
  @ParameterizedTest
  @CsvSource({
    "59, 46119246",
    "1111111109, 68084774",
    "1111111111, 67062674",
    "1234567890, 91819424",
    "2000000000, 90698825",
    "20000000000, 77737706",
  })
  void theProofIsThatOfRfc6238(long second, int digits) {
    KeyMaterial secret =
        KeyMaterial.of("12345678901234567890123456789012".getBytes(StandardCharsets.US_ASCII));
    byte[] proof =
        DynamicCode.proof(
            TestKeys.CRYPTOGRAPHY, secret, DynamicCode.step(Instant.ofEpochSecond(second)));
    assertThat(ByteBuffer.wrap(proof).getInt() % 100_000_000).isEqualTo(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "-10, true",
    "19, true",
    "-40, true",
    "49, true",
    "-41, false",
    "50, false",
    "-3600, false",
    "3600, false",
  })
  void aCodeIsGoodOneStepBeforeAndAfter(int readLaterSeconds, boolean good) {
    CodeReading reading = reader.read(shownAt(NOW), NOW.plusSeconds(readLaterSeconds));
    if (good) {
      assertThat(reading).isInstanceOf(Read.class);
    } else {
      assertThat(reading).isEqualTo(new Unreadable(Fault.CODE_OUTDATED));
    }
  }

  @Test
  void thePhoneShowsAnotherCodeEachHalfMinute() {
    assertThat(shownAt(NOW)).isEqualTo(shownAt(NOW.plusSeconds(19)));
    assertThat(shownAt(NOW)).isNotEqualTo(shownAt(NOW.plusSeconds(20)));
    assertThat(DynamicCode.STEP).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theProofOfOneTicketIsNoneOfAnother() {
    DynamicCode.Phone other = phone(TestKeys.ACTIVE, 100_000_043);
    DynamicCode.Phone mixed = new DynamicCode.Phone(phone.signed(), other.secret());
    assertThat(reader.read(DynamicCode.text(TestKeys.CRYPTOGRAPHY, mixed, NOW), NOW))
        .isEqualTo(new Unreadable(Fault.CODE_OUTDATED));
  }

  @Test
  void withoutItsProofItIsNoCode() {
    assertThat(reader.read(Base45.encode(phone.signed()), NOW)).isInstanceOf(Unreadable.class);
  }

  @Test
  void aStillCodeCannotGoOnAPhone() {
    TicketCodeWriter writer = new TicketCodeWriter(TestKeys.CRYPTOGRAPHY, TestKeys.ACTIVE);
    assertThatThrownBy(() -> writer.phone(ClaimsExamples.adultDayTicket(), NONCE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theNationalSuiteHasChangingCodesToo() {
    DynamicCode.Phone national = phone(TestKeys.NATIONAL, 100_000_042);
    String text = DynamicCode.text(TestKeys.SUITES.get(Suite.NATIONAL), national, NOW);
    assertThat(reader.read(text, NOW)).isInstanceOf(Read.class);
    assertThat(reader.read(text, NOW.plusSeconds(90)))
        .isEqualTo(new Unreadable(Fault.CODE_OUTDATED));
  }
}
