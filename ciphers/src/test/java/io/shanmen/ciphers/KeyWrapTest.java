package io.shanmen.ciphers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;

/** What is wrapped for a gate is opened by that gate, for that purpose, and by nobody else. */
class KeyWrapTest {

  private static final byte[] SECRET = "秘密".getBytes(StandardCharsets.UTF_8);

  private final KeyPair gate = pair("secp256r1");
  private final byte[] wrapped = KeyWrap.wrap(gate.getPublic().getEncoded(), SECRET, "seal/1");

  private static KeyPair pair(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theGateOpensItForItsPurposeOnly() {
    assertThat(KeyWrap.unwrap(gate, wrapped, "seal/1")).contains(SECRET);
    assertThat(KeyWrap.unwrap(gate, wrapped, "line/1")).isEmpty();
  }

  @Test
  void anotherGateDoesNotOpenIt() {
    assertThat(KeyWrap.unwrap(pair("secp256r1"), wrapped, "seal/1")).isEmpty();
  }

  @Test
  void whatWasAlteredOrCutOffDoesNotOpen() {
    for (int at = 0; at < wrapped.length; at += 7) {
      byte[] altered = wrapped.clone();
      altered[at] ^= 1;
      assertThat(KeyWrap.unwrap(gate, altered, "seal/1")).as("byte %s", at).isEmpty();
    }
    assertThat(KeyWrap.unwrap(gate, new byte[3], "seal/1")).isEmpty();
  }

  @Test
  void itIsAnotherTextEachTime() {
    assertThat(KeyWrap.wrap(gate.getPublic().getEncoded(), SECRET, "seal/1")).isNotEqualTo(wrapped);
  }

  @Test
  void aKeyOnAnotherCurveIsRefused() {
    byte[] other = pair("secp384r1").getPublic().getEncoded();
    assertThatThrownBy(() -> KeyWrap.wrap(other, SECRET, "seal/1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
