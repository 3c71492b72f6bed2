package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.vault.TokenKeeper.Answer;
import java.io.IOException;
import java.security.ProviderException;
import org.junit.jupiter.api.Test;

/** The words of the standard that no SoftHSM2 says: it never locks. */
class TokenTroubleTest {

  @Test
  void aTokenThatLocksOrHasNoRoomSaysSoInTheStandardsWords() {
    assertThat(TokenTrouble.of(inside("CKR_PIN_LOCKED"))).isEqualTo(Answer.LOCKED);
    assertThat(TokenTrouble.of(inside("CKR_DEVICE_MEMORY"))).isEqualTo(Answer.FULL);
    assertThat(TokenTrouble.ofMaking(inside("CKR_DEVICE_MEMORY"))).isEqualTo(Answer.FULL);
    assertThat(TokenTrouble.ofMaking(inside("CKR_DEVICE_REMOVED"))).isEqualTo(Answer.ABSENT);
    assertThat(TokenTrouble.of(inside("CKR_GENERAL_ERROR"))).isEqualTo(Answer.FAILING);
  }

  @Test
  void aKeyThatIsNotThereTheMomentItWasMadeFoundNoRoom() {
    assertThat(TokenTrouble.of(inside("CKR_OBJECT_HANDLE_INVALID"))).isEqualTo(Answer.ABSENT);
    assertThat(TokenTrouble.ofMaking(inside("CKR_OBJECT_HANDLE_INVALID"))).isEqualTo(Answer.FULL);
  }

  /** As the JDK's provider wraps it. */
  private static Exception inside(String word) {
    return new IOException("load failed", new ProviderException(new IllegalStateException(word)));
  }
}
