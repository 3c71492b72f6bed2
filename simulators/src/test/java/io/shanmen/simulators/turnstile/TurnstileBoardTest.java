package io.shanmen.simulators.turnstile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TurnstileBoardTest {
  private static final long SECOND = 1_000_000_000L;
  private final TurnstileBoard board = new TurnstileBoard(1);
  private long now;

  @Test
  void anyStatusSumsToMinusOne() {
    board.obey(new CommandFrame(1, Opcode.LEFT_OPEN, 3), now);
    now += SECOND;
    byte[] status = board.status(now);
    int sum = 0;
    for (byte value : status) {
      sum += value;
    }
    assertThat(status).hasSize(18);
    assertThat((sum + 1) & 0xFF).isZero();
  }

  @Test
  void oneOpenLetsOnePersonThroughAndCloses() {
    board.obey(new CommandFrame(1, Opcode.LEFT_OPEN, 1), now);
    assertThat(gate()).isEqualTo(3);
    now += SECOND;
    assertThat(gate()).isEqualTo(1);
    walk(false);
    assertThat(leftCount()).isEqualTo(1);
    now += SECOND;
    assertThat(gate()).isZero();
  }

  @Test
  void whoTurnsBackIsNotCounted() {
    board.obey(new CommandFrame(1, Opcode.LEFT_OPEN, 1), now);
    now += SECOND;
    walk(true);
    assertThat(leftCount()).isZero();
    assertThat(gate()).isEqualTo(1);
  }

  @Test
  void openForThreeStaysOpenUntilThreeHavePassed() {
    board.obey(new CommandFrame(1, Opcode.RIGHT_OPEN, 3), now);
    now += SECOND;
    for (int i = 0; i < 3; i++) {
      assertThat(gate()).isEqualTo(2);
      board.walk(Side.RIGHT, false, now);
      now += SECOND;
      board.advance(now);
    }
    now += SECOND;
    assertThat(gate()).isZero();
    assertThatThrownBy(() -> board.walk(Side.RIGHT, false, now))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFaultyBoardDoesNotOpen() {
    board.fault(3);
    board.obey(new CommandFrame(1, Opcode.LEFT_OPEN, 1), now);
    now += SECOND;
    assertThat(gate()).isZero();
    assertThat(board.status(now)[3]).isEqualTo((byte) 3);
  }

  @Test
  void countersGoRoundAtTwentyFourBits() {
    board.counters(0xFFFFFF, 0);
    board.obey(new CommandFrame(1, Opcode.LEFT_OPEN, 1), now);
    now += SECOND;
    walk(false);
    assertThat(leftCount()).isZero();
  }

  @Test
  void fireOpensAndStillCounts() {
    board.fire(true, now);
    assertThat(gate()).isEqualTo(4);
    walk(false);
    assertThat(leftCount()).isEqualTo(1);
    assertThat(gate()).isEqualTo(4);
  }

  private void walk(boolean turnsBack) {
    board.walk(Side.LEFT, turnsBack, now);
    now += SECOND;
    board.advance(now);
  }

  private int gate() {
    return board.status(now)[4];
  }

  private int leftCount() {
    byte[] status = board.status(now);
    return (status[6] & 0xFF) << 16 | (status[7] & 0xFF) << 8 | status[8] & 0xFF;
  }
}
