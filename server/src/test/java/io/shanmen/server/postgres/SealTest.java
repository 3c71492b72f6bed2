package io.shanmen.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sealed stream comes back whole, or not at all. */
class SealTest {

  private static final char[] PASSPHRASE = "山门 cloud gate".toCharArray();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Seal.CHUNK_LIMIT_BYTES, Seal.CHUNK_LIMIT_BYTES + 1, 200_000})
  void whatWasSealedComesBack(int length) throws IOException {
    byte[] plain = bytes(length);
    assertThat(open(seal(plain), PASSPHRASE)).isEqualTo(plain);
  }

  @Test
  void anotherPassphraseOpensNothing() throws IOException {
    byte[] sealed = seal(bytes(100));
    assertThatIOException().isThrownBy(() -> open(sealed, "another".toCharArray()));
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    byte[] sealed = seal(bytes(100_000));
    sealed[50_000] ^= 1;
    assertThatIOException().isThrownBy(() -> open(sealed, PASSPHRASE));
  }

  @Test
  void anEndCutOffBetweenTwoChunksIsFound() throws IOException {
    byte[] sealed = seal(bytes(Seal.CHUNK_LIMIT_BYTES + 100));
    int firstChunk = 16 + 4 + Seal.CHUNK_LIMIT_BYTES + 16;
    assertThatIOException().isThrownBy(() -> open(Arrays.copyOf(sealed, firstChunk), PASSPHRASE));
  }

  private static byte[] seal(byte[] plain) throws IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (OutputStream into = Seal.sealing(sealed, PASSPHRASE)) {
      into.write(plain);
    }
    return sealed.toByteArray();
  }

  private static byte[] open(byte[] sealed, char[] passphrase) throws IOException {
    try (InputStream from = Seal.opening(new ByteArrayInputStream(sealed), passphrase)) {
      return from.readAllBytes();
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
