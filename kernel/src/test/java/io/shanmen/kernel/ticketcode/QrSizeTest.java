package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QrSizeTest {

  private static final byte[] NONCE = new byte[Suite.NONCE_BYTES];

  private final TicketCodeWriter writer =
      new TicketCodeWriter(TestKeys.CRYPTOGRAPHY, TestKeys.ACTIVE);

  @Test
  void anOrdinaryTicketIsAtMostVersionSevenAtLevelM() throws Exception {
    assertThat(version(writer.qr(ClaimsExamples.adultDayTicket(), NONCE))).isLessThanOrEqualTo(7);
  }

  @Test
  void theLongestTicketIsAtMostVersionEightAtLevelM() throws Exception {
    String code = writer.qr(ClaimsExamples.longest(), NONCE);
    assertThat(code.length()).isLessThanOrEqualTo(CodeLayout.LIMIT_CHARACTERS);
    assertThat(version(code)).isLessThanOrEqualTo(8);
  }

  /** SM2's r‖s has 64 bytes as Ed25519's signature: the same sizes. */
  @Test
  void theNationalSuiteNeedsTheSameRoom() throws Exception {
    TicketCodeWriter national =
        new TicketCodeWriter(TestKeys.SUITES.get(Suite.NATIONAL), TestKeys.NATIONAL);
    assertThat(version(national.qr(ClaimsExamples.adultDayTicket(), NONCE))).isEqualTo(7);
    assertThat(version(national.qr(ClaimsExamples.longest(), NONCE))).isLessThanOrEqualTo(8);
  }

  @Test
  void aCodeOnAPhoneIsVersionEightAtLevelM() throws Exception {
    for (Claims claims : List.of(ClaimsExamples.adultDayTicket(), ClaimsExamples.longest())) {
      DynamicCode.Phone phone = writer.phone(DynamicCodeTest.changing(claims), NONCE);
      String code = DynamicCode.text(TestKeys.CRYPTOGRAPHY, phone, TestKeys.NOT_BEFORE);
      assertThat(code.length()).isLessThanOrEqualTo(CodeLayout.LIMIT_CHARACTERS);
      assertThat(version(code)).isEqualTo(8);
    }
  }

  @Test
  void claimsOfTheGreatestLengthAllowedJustFitVersionEight() throws Exception {
    int bytes = CodeLayout.FRAME_BYTES + ClaimsCodec.LIMIT_BYTES;
    byte[] full = new byte[bytes];
    Arrays.fill(full, (byte) 0xFF);
    String code = Base45.encode(full);
    assertThat(code).hasSize(CodeLayout.LIMIT_CHARACTERS);
    assertThat(version(code)).isEqualTo(8);
  }

  @Test
  void aQrReaderReadsTheTextBack() throws Exception {
    String code = writer.qr(ClaimsExamples.familyTicket(), NONCE);
    BitMatrix picture =
        new QRCodeWriter()
            .encode(
                code,
                com.google.zxing.BarcodeFormat.QR_CODE,
                300,
                300,
                Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
    int[] pixels = new int[picture.getWidth() * picture.getHeight()];
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        pixels[y * picture.getWidth() + x] = picture.get(x, y) ? 0xFF000000 : 0xFFFFFFFF;
      }
    }
    BinaryBitmap photo =
        new BinaryBitmap(
            new HybridBinarizer(
                new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels)));
    assertThat(new QRCodeReader().decode(photo).getText()).isEqualTo(code);
  }

  private static int version(String code) throws Exception {
    QRCode qr = Encoder.encode(code, ErrorCorrectionLevel.M);
    return qr.getVersion().getVersionNumber();
  }
}
