package io.shanmen.ciphers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.ticketcode.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The national suite against what its standards publish. */
class NationalCryptographyTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final int BLOCK_BYTES = 16;
  private static final int MANY = 1_000_000;

  private final NationalCryptography cryptography = new NationalCryptography();

  /** Gives the random number that a standard's example uses. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Given(String hex) {
      this.bytes = HEX.parseHex(hex);
    }

    @Override
    public void nextBytes(byte[] into) {
      System.arraycopy(bytes, 0, into, 0, into.length);
    }
  }

  /** GM/T 0003.5-2012, appendix A.2: the recommended curve's signature. */
  @Test
  void sm2SignsAndVerifiesAsGmt0003Says() {
    KeyMaterial secret = key("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
    KeyMaterial open =
        key(
            "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
    byte[] message = "message digest".getBytes(StandardCharsets.US_ASCII);
    byte[] signature =
        HEX.parseHex(
            "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
    Given k = new Given("59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21");

    assertThat(NationalCryptography.publicKey(secret)).isEqualTo(open);
    assertThat(new NationalCryptography(k).sign(secret, message)).isEqualTo(signature);
    assertThat(cryptography.verify(open, message, signature)).isTrue();
    assertThat(cryptography.verify(open, new byte[] {1}, signature)).isFalse();
    assertThat(cryptography.verify(open, message, new byte[3])).isFalse();
    assertThat(cryptography.verify(open, message, new byte[64])).isFalse();
    signature[63] ^= 1;
    assertThat(cryptography.verify(open, message, signature)).isFalse();
  }

  /** GM/T 0004-2012, appendix A. */
  @ParameterizedTest
  @CsvSource({
    "abc, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd,"
        + "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
  })
  void sm3HashesAsGmt0004Says(String text, String hash) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    SM3Digest digest = new SM3Digest();
    digest.update(bytes, 0, bytes.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    assertThat(HEX.formatHex(out)).isEqualTo(hash);
  }

  /** GM/T 0002-2012, appendix A: once, and a million times. */
  @Test
  void sm4EncryptsAsGmt0002Says() {
    byte[] block = HEX.parseHex("0123456789abcdeffedcba9876543210");
    SM4Engine engine = new SM4Engine();
    engine.init(true, new KeyParameter(block.clone()));
    assertThat(block).hasSize(BLOCK_BYTES);
    engine.processBlock(block, 0, block, 0);
    assertThat(HEX.formatHex(block)).isEqualTo("681edf34d206965e86b3e94f536e4246");
    for (int i = 1; i < MANY; i++) {
      engine.processBlock(block, 0, block, 0);
    }
    assertThat(HEX.formatHex(block)).isEqualTo("595298c7c6fd271f0402f804c33d3f66");
  }

  /** RFC 8998, appendix A.1. */
  @Test
  void sm4GcmSealsAsRfc8998Says() {
    KeyMaterial key = key("0123456789abcdeffedcba9876543210");
    byte[] nonce = HEX.parseHex("00001234567800000000abcd");
    byte[] associated = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    byte[] plain =
        HEX.parseHex(
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
    byte[] sealed =
        HEX.parseHex(
            "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                + "83de3541e4c2b58177e065a9bf7b62ec");
    assertThat(cryptography.seal(key, nonce, associated, plain)).isEqualTo(sealed);
    assertThat(cryptography.open(key, nonce, associated, sealed)).contains(plain);
    sealed[0] ^= 1;
    assertThat(cryptography.open(key, nonce, associated, sealed)).isEmpty();
    assertThat(cryptography.open(key, nonce, associated, new byte[3])).isEmpty();
  }

  @Test
  void aKeyOfTheWrongLengthOrOffTheCurveIsABug() {
    assertThatThrownBy(() -> cryptography.mac(KeyMaterial.of(new byte[4]), new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> cryptography.verify(KeyMaterial.of(new byte[64]), new byte[1], new byte[64]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static KeyMaterial key(String hex) {
    return KeyMaterial.of(HEX.parseHex(hex));
  }
}
