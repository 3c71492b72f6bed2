package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class ClaimsCodecPropertyTest {

  @Provide
  Arbitrary<Claims> claims() {
    return ClaimsExamples.any();
  }

  @Property
  void allClaimsComeBack(@ForAll("claims") Claims claims) {
    byte[] bytes = ClaimsCodec.encode(claims);
    assertThat(bytes.length).isLessThanOrEqualTo(ClaimsCodec.LIMIT_BYTES);
    assertThat(ClaimsCodec.decode(bytes)).hasValue(claims);
  }

  @Property
  void claimsHaveOneEncodingOnly(@ForAll @Size(max = 50) byte[] bytes) {
    ClaimsCodec.decode(bytes)
        .ifPresent(claims -> assertThat(ClaimsCodec.encode(claims)).isEqualTo(bytes));
  }

  @Property
  void oneByteMoreOrLessIsNotAccepted(@ForAll("claims") Claims claims) {
    byte[] bytes = ClaimsCodec.encode(claims);
    assertThat(ClaimsCodec.decode(Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
    assertThat(ClaimsCodec.decode(Arrays.copyOf(bytes, bytes.length - 1))).isEmpty();
  }
}
