package io.shanmen.server.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The worked example of {@code docs/protocols/terminal.md}, and what is not it. */
class TerminalKeysTest {

  private static final UUID TERMINAL = UUID.fromString("0197a3c0-5b1e-7c44-9d2f-3a6b1c0d9e8f");
  private static final String CHALLENGE =
      "AAABl6PAWx4AAQIDBAUGBwgJCgsMDQ4P3q2-7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs";
  private static final String PUBLIC_KEY =
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5A/4QCLi8"
          + "maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ==";
  private static final String SIGNATURE =
      "KW4ZHqhtKCTUNPggVwRPa3P2YzsdKTk551cpcuQ74ED_RUKd1BLkRyfaJx-66QlovQWbo6XgQYMpztzCZ9Lybw";

  private static boolean isProof(String challenge, String signature, Purpose purpose) {
    byte[] key = TerminalKeys.read(PUBLIC_KEY).orElseThrow();
    return TerminalKeys.isProof(key, new Proof(TERMINAL, challenge, signature, null), purpose);
  }

  @Test
  void theExampleOfTheProtocolHolds() {
    assertThat(isProof(CHALLENGE, SIGNATURE, Purpose.SIGN_IN)).isTrue();
  }

  @Test
  void aProofIsForOnePurposeAndOneChallenge() {
    assertThat(isProof(CHALLENGE, SIGNATURE, Purpose.RENEW)).isFalse();
    assertThat(isProof(CHALLENGE + "A", SIGNATURE, Purpose.SIGN_IN)).isFalse();
  }

  @Test
  void whatIsNoSignatureIsNoProof() {
    for (String signature : new String[] {"", "AAAA", "not base64url!", "A".repeat(86)}) {
      assertThat(isProof(CHALLENGE, signature, Purpose.SIGN_IN)).as(signature).isFalse();
    }
  }
}
