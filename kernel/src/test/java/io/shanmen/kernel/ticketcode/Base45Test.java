package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base45Test {

  @ParameterizedTest
  @CsvSource({"AB, BB8", "Hello!!, %69 VD92EX0", "base-45, UJCLQE7W581", "ietf!, QED8WEX0"})
  void agreesWithTheExamplesOfRfc9285(String plain, String encoded) {
    byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
    assertThat(Base45.encode(bytes)).isEqualTo(encoded);
    assertThat(Base45.decode(encoded)).hasValue(bytes);
  }

  @Test
  void nothingIsEncodedAsNothing() {
    assertThat(Base45.encode(new byte[0])).isEmpty();
    assertThat(Base45.decode("")).hasValue(new byte[0]);
  }

  @Test
  void theHighestPairAndByteAreStillEncodable() {
    assertThat(Base45.encode(new byte[] {-1, -1})).isEqualTo("FGW");
    assertThat(Base45.decode("FGW")).hasValue(new byte[] {-1, -1});
    assertThat(Base45.encode(new byte[] {-1})).isEqualTo("U5");
    assertThat(Base45.decode("U5")).hasValue(new byte[] {-1});
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "ABCD", "GGW", ":::", "V5", "::", "abc", "A_C", "A\n ", "中文字"})
  void whatNoBytesEncodeToIsRefused(String text) {
    assertThat(Base45.decode(text)).isEmpty();
  }
}
