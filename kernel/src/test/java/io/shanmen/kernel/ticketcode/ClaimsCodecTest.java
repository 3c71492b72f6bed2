package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Validity;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsCodecTest {

  @Test
  void anOrdinaryTicketTakesSixteenBytes() {
    assertThat(ClaimsCodec.encode(ClaimsExamples.adultDayTicket())).hasSize(16);
  }

  /** The example that docs/protocols/ticket-code.md works out bit by bit. */
  @Test
  void theWorkedExampleOfTheSpecificationIsRight() {
    assertThat(HexFormat.of().formatHex(ClaimsCodec.encode(ClaimsExamples.workedExample())))
        .isEqualTo("0540200000c13aa0808000000030");
  }

  @Test
  void theLongestClaimsFit() {
    byte[] bytes = ClaimsCodec.encode(ClaimsExamples.longest());
    assertThat(bytes.length).isLessThanOrEqualTo(ClaimsCodec.LIMIT_BYTES);
    assertThat(ClaimsCodec.decode(bytes)).hasValue(ClaimsExamples.longest());
  }

  @Test
  void aFlagThatThisVersionDoesNotKnowMakesTheClaimsUnreadable() {
    Claims claims = ClaimsExamples.adultDayTicket();
    Claims flagged =
        new Claims(
            claims.ticket(),
            claims.productNo(),
            claims.validity(),
            claims.entitlement(),
            Set.of(CodeOption.PROVE_BY_PIN));
    byte[] bytes = ClaimsCodec.encode(flagged);
    int firstFlagBit = 124;
    assertThat(ClaimsCodec.decode(bytes)).hasValue(flagged);
    for (int unknown = 0; unknown < CodeOption.LIMIT - CodeOption.values().length; unknown++) {
      byte[] altered = bytes.clone();
      int at = firstFlagBit + unknown;
      altered[at / 8] |= (byte) (0x80 >>> at % 8);
      assertThat(ClaimsCodec.decode(altered)).isEmpty();
    }
  }

  @Test
  void aDayBeforeTheFirstOrAfterTheLastHasNoCode() {
    for (BusinessDay day :
        new BusinessDay[] {BusinessDay.of(2019, 12, 31), BusinessDay.of(2199, 6, 7)}) {
      Claims claims =
          new Claims(
              new TicketRef(1, 1),
              1,
              Validity.onDay(day),
              Entitlement.once(1, CheckpointSet.ALL),
              Set.of());
      assertThatThrownBy(() -> ClaimsCodec.encode(claims))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
