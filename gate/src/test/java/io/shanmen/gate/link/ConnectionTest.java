package io.shanmen.gate.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.Mode;
import io.shanmen.gate.store.ParkSettings.Times;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final Connection connection = new Connection(() -> Times.USUAL, false);

  private void online() {
    for (int i = 0; i < 5; i++) {
      connection.goodHeartbeat(true, true);
    }
  }

  @Test
  void fiveGoodHeartbeatsInARowBeginOnline() {
    for (int i = 0; i < 4; i++) {
      connection.goodHeartbeat(true, true);
    }
    connection.miss();
    for (int i = 0; i < 4; i++) {
      connection.goodHeartbeat(true, true);
    }
    assertThat(connection.mode()).isEqualTo(Mode.OFFLINE);
    connection.goodHeartbeat(true, true);
    assertThat(connection.mode()).isEqualTo(Mode.ONLINE);
  }

  @Test
  void theServerIsNotAskedBeforeItKnowsWhatWasUsedHereMeanwhile() {
    for (int i = 0; i < 9; i++) {
      connection.goodHeartbeat(true, false);
    }
    assertThat(connection.mode()).isEqualTo(Mode.OFFLINE);
    connection.goodHeartbeat(true, true);
    assertThat(connection.mode()).isEqualTo(Mode.ONLINE);
  }

  @Test
  void threeMissesInARowEndOnline() {
    online();
    connection.miss();
    connection.miss();
    connection.goodAnswer();
    connection.miss();
    connection.miss();
    assertThat(connection.mode()).isEqualTo(Mode.ONLINE);
    connection.miss();
    assertThat(connection.mode()).isEqualTo(Mode.OFFLINE);
  }

  @Test
  void aRevokedGateIsInUseAgainOnlyWhenTheServerSaysSo() {
    online();
    connection.revoke();
    assertThat(connection.isRevoked()).isTrue();
    assertThat(connection.mode()).isEqualTo(Mode.OFFLINE);
    connection.miss();
    assertThat(connection.isRevoked()).isTrue();
    connection.goodHeartbeat(true, true);
    assertThat(connection.isRevoked()).isFalse();
  }
}
