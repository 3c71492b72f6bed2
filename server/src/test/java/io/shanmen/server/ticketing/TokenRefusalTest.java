package io.shanmen.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.vault.MasterState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The window hears what is wrong with the token, also of what no SoftHSM2 does: lock or be full.
 */
class TokenRefusalTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READY")
  void eachStateOfTheTokenInWhichNothingIsIssuedHasARefusalOfItsOwn(MasterState state) {
    TicketingProblem refusal = TicketingProblem.of(state);
    assertThat(refusal.name()).isEqualTo("TOKEN_" + state);
    assertThat(refusal.zh()).contains("检票照常");
    assertThat(refusal.en()).contains("checking goes on");
  }
}
