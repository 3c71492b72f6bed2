package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.ticketcode.CodeReading.Fault;
import io.shanmen.kernel.ticketcode.CodeReading.LineRead;
import io.shanmen.kernel.ticketcode.CodeReading.Read;
import io.shanmen.kernel.ticketcode.CodeReading.Unreadable;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketCodeTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
  private static final byte[] NONCE = new byte[Suite.NONCE_BYTES];
  private static final Claims CLAIMS = ClaimsExamples.adultDayTicket();

  private final TicketCodeReader reader =
      new TicketCodeReader(TestKeys.CRYPTOGRAPHY, TestKeys.ring());

  @Test
  void aQrCodeSaysWhatWasWritten() {
    assertThat(reader.read(qr(TestKeys.ACTIVE), NOW))
        .isEqualTo(new Read(CLAIMS, TestKeys.ACTIVE.record().id()));
  }

  @Test
  void aBarCodeSaysTicketAndVersion() {
    assertThat(reader.read(line(TestKeys.ACTIVE, 100_000_042, 13), NOW))
        .isEqualTo(new LineRead(100_000_042, 3, TestKeys.ACTIVE.record().id()));
  }

  @Test
  void everyQrCodeBeginsWithMenAndFitsTheAlphanumericMode() {
    assertThat(qr(TestKeys.ACTIVE)).startsWith("MEN").matches("[0-9A-Z $%*+./:-]+");
  }

  @Test
  void theSameTicketLooksDifferentUnderAnotherNonce() {
    byte[] other = NONCE.clone();
    other[0] = 1;
    TicketCodeWriter writer = writer(TestKeys.ACTIVE);
    assertThat(writer.qr(CLAIMS, other).substring(30))
        .isNotEqualTo(writer.qr(CLAIMS, NONCE).substring(30));
  }

  @Test
  void aRetiredKeyStillReads() {
    assertThat(reader.read(qr(TestKeys.RETIRED), NOW)).isInstanceOf(Read.class);
    assertThat(reader.read(line(TestKeys.RETIRED, 1, 1), NOW)).isInstanceOf(LineRead.class);
  }

  @Test
  void aRetiredKeyDoesNotWrite() {
    ReadingKey retired = TestKeys.RETIRED.reading().withState(KeyState.RETIRED);
    IssuingKey key = new IssuingKey(retired, TestKeys.RETIRED.sign());
    assertThatThrownBy(() -> writer(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void codesUnderARevokedKeySaySo() {
    assertFault(qr(TestKeys.REVOKED), NOW, Fault.KEY_REVOKED);
    assertFault(line(TestKeys.REVOKED, 1, 1), NOW, Fault.KEY_REVOKED);
  }

  @Test
  void codesOfAKeyThatEndedAreOutdatedFromThatMomentOn() {
    for (String code : List.of(qr(TestKeys.ACTIVE), line(TestKeys.ACTIVE, 1, 1))) {
      assertFault(code, TestKeys.NOT_AFTER, Fault.CODE_OUTDATED);
      assertThat(reader.read(code, TestKeys.NOT_AFTER.minusMillis(1)))
          .isNotInstanceOf(Unreadable.class);
    }
  }

  @Test
  void aGateWhoseClockIsBehindStillReads() {
    assertThat(reader.read(qr(TestKeys.ACTIVE), Instant.EPOCH)).isInstanceOf(Read.class);
  }

  @Test
  void aCodeOfAnotherParkIsForeign() {
    IssuingKey theirs = TestKeys.key(new KeyId(1, 7, 3), 0x10);
    assertFault(qr(theirs), NOW, Fault.FOREIGN_CODE);
  }

  @Test
  void aKeyThatThisReaderHasNotGotIsUnknown() {
    assertFault(qr(TestKeys.key(8, 4, 0x50)), NOW, Fault.UNKNOWN_KEY);
    assertFault(qr(TestKeys.key(7, 103, 0x50)), NOW, Fault.UNKNOWN_KEY);
    TicketCodeReader newborn = new TicketCodeReader(TestKeys.CRYPTOGRAPHY, new KeyRing(List.of()));
    assertThat(newborn.read(qr(TestKeys.ACTIVE), NOW)).isEqualTo(new Unreadable(Fault.UNKNOWN_KEY));
  }

  @Test
  void aKeyNumberThatWasGivenAgainMakesOldCodesOutdated() {
    assertFault(qr(TestKeys.key(7, 2, 0x50)), NOW, Fault.CODE_OUTDATED);
  }

  @Test
  void aBarCodeUnderANumberThatIsNotOursIsForeign() {
    assertFault(line(TestKeys.key(8, 4, 0x50), 1, 1), NOW, Fault.FOREIGN_CODE);
  }

  @Test
  void aCodeSignedByAnotherHandIsForged() {
    IssuingKey forger = TestKeys.key(7, 3, 0x60);
    assertFault(qr(forger), NOW, Fault.BAD_SIGNATURE);
    assertFault(line(forger, 1, 1), NOW, Fault.BAD_SIGNATURE);
  }

  /** What a stolen gate holds opens codes, but does not sign them. */
  @Test
  void whoHoldsOnlyAGatesKeysMintsNoQrCode() {
    IssuingKey thief = new IssuingKey(TestKeys.ACTIVE.reading(), TestKeys.ACTIVE.reading().seal());
    assertFault(qr(thief), NOW, Fault.BAD_SIGNATURE);
  }

  @Test
  void aSignedCodeThatDoesNotOpenIsBad() {
    IssuingKey active = TestKeys.ACTIVE;
    ReadingKey mixed =
        new ReadingKey(
            active.record(),
            TestKeys.RETIRED.reading().seal(),
            active.reading().verify(),
            active.reading().line());
    assertFault(qr(new IssuingKey(mixed, active.sign())), NOW, Fault.BAD_CODE);
  }

  @Test
  void aCopyOfACodeThatShouldChangeIsOutdated() {
    Claims dynamic =
        new Claims(
            CLAIMS.ticket(),
            CLAIMS.productNo(),
            CLAIMS.validity(),
            CLAIMS.entitlement(),
            EnumSet.of(CodeOption.DYNAMIC));
    assertFault(writer(TestKeys.ACTIVE).qr(dynamic, NONCE), NOW, Fault.CODE_OUTDATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "https://example.org/t?c=1",
        "134567890123456789",
        "00000000000000000000000",
        "0000000000000000000000000",
        "６６０００００００００００００００００００００００",
        "wxp://f2f0"
      })
  void whatIsNoTicketCodeIsForeign(String text) {
    assertFault(text, NOW, Fault.FOREIGN_CODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MEN", "MEN0", "MENE", "MEN_", "MEN中文", "MENSCH AERGERE DICH NICHT"})
  void whatBeginsLikeOneAndIsNoneIsBad(String text) {
    assertFault(text, NOW, Fault.BAD_CODE);
  }

  @Test
  void everyTruncationIsBadOrForged() {
    String code = qr(TestKeys.ACTIVE);
    for (int length = 3; length < code.length(); length++) {
      CodeReading reading = reader.read(code.substring(0, length), NOW);
      assertThat(reading)
          .as("first %d characters", length)
          .isIn(new Unreadable(Fault.BAD_CODE), new Unreadable(Fault.BAD_SIGNATURE));
    }
  }

  @Test
  void aCodeWithSomethingAfterItIsNotAccepted() {
    assertFault(qr(TestKeys.ACTIVE) + "000", NOW, Fault.BAD_SIGNATURE);
    assertFault(qr(TestKeys.ACTIVE) + "0".repeat(200), NOW, Fault.BAD_CODE);
  }

  @Test
  void aCodeWithoutClaimsIsBad() {
    byte[] code = Base45.decode(qr(TestKeys.ACTIVE)).orElseThrow();
    byte[] frame = Arrays.copyOf(code, CodeLayout.FRAME_BYTES);
    assertFault(Base45.encode(frame), NOW, Fault.BAD_CODE);
    assertFault(
        Base45.encode(Arrays.copyOf(code, CodeLayout.FRAME_BYTES + 1)), NOW, Fault.BAD_SIGNATURE);
  }

  @Test
  void keyNumbersEndAt99() {
    byte[] code = Base45.decode(qr(TestKeys.ACTIVE)).orElseThrow();
    code[5] = 99;
    assertFault(Base45.encode(code), NOW, Fault.UNKNOWN_KEY);
    code[5] = 100;
    assertFault(Base45.encode(code), NOW, Fault.BAD_CODE);
  }

  @Test
  void parkAndEpochUseAllTheirBits() {
    IssuingKey key = TestKeys.key(new KeyId(KeyId.PARK_LIMIT, 99, KeyId.EPOCH_LIMIT), 0x40);
    TicketCodeReader theirs =
        new TicketCodeReader(TestKeys.CRYPTOGRAPHY, new KeyRing(List.of(key.reading())));
    assertThat(theirs.read(qr(key), NOW)).isEqualTo(new Read(CLAIMS, key.record().id()));
  }

  @Test
  void aFormatOrSuiteOfALaterVersionIsBad() {
    byte[] code = Base45.decode(qr(TestKeys.ACTIVE)).orElseThrow();
    for (int formatAndSuite : new int[] {0x01, 0x31, 0x12, 0x10, 0xFF}) {
      code[2] = (byte) formatAndSuite;
      assertFault(Base45.encode(code), NOW, Fault.BAD_CODE);
    }
  }

  @Test
  void theVersionOfABarCodeIsComparedByItsLastDigit() {
    LineRead reading = (LineRead) reader.read(line(TestKeys.ACTIVE, 42, 12), NOW);
    assertThat(reading.belongsTo(new TicketRef(42, 12))).isTrue();
    assertThat(reading.belongsTo(new TicketRef(42, 11))).isFalse();
    assertThat(reading.belongsTo(new TicketRef(42, 13))).isFalse();
    assertThat(reading.belongsTo(new TicketRef(43, 12))).isFalse();
  }

  @Test
  void aTicketNumberTooHighForABarCodeIsABug() {
    assertThat(line(TestKeys.ACTIVE, TicketCodeWriter.LINE_TICKET_LIMIT - 1, 9)).hasSize(24);
    assertThatThrownBy(() -> line(TestKeys.ACTIVE, TicketCodeWriter.LINE_TICKET_LIMIT, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertFault(String code, Instant now, Fault fault) {
    assertThat(reader.read(code, now)).as(code).isEqualTo(new Unreadable(fault));
  }

  private static TicketCodeWriter writer(IssuingKey key) {
    return new TicketCodeWriter(TestKeys.CRYPTOGRAPHY, key);
  }

  private static String qr(IssuingKey key) {
    return writer(key).qr(CLAIMS, NONCE);
  }

  private static String line(IssuingKey key, long number, int version) {
    return writer(key).line(new TicketRef(number, version));
  }
}
