package io.shanmen.gate.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardStatusTest {
  /** Machine 1, no fault, open to the left, no alarm, 300 to the left, 65,537 to the right. */
  private static final byte[] STATUS =
      HexFormat.ofDelimiter(" ").parseHex("7F 23 01 00 01 00 00 01 2C 01 00 01 0C 80 F0 00 00 B0");

  private static final BoardStatus MEANING = new BoardStatus(1, 0, 1, 0, 300, 65_537, 0x0C);

  private final BoardStatus.Collector collector = new BoardStatus.Collector();

  @Test
  void theSampleIsWellFormed() {
    int sum = 0;
    for (byte value : STATUS) {
      sum += value;
    }
    assertThat((sum + 1) & 0xFF).isZero();
  }

  @Test
  void aStatusIsRead() {
    assertThat(collector.add(STATUS)).containsExactly(MEANING);
    assertThat(collector.skippedBytes()).isZero();
  }

  @Test
  void aStatusInSixteenAndTwoBytesIsOneStatus() {
    assertThat(collector.add(Arrays.copyOf(STATUS, 16))).isEmpty();
    assertThat(collector.add(Arrays.copyOfRange(STATUS, 16, 18))).containsExactly(MEANING);
  }

  @Test
  void aStatusMayBeCutAnywhere() {
    for (int cut = 1; cut < STATUS.length; cut++) {
      List<BoardStatus> found = new ArrayList<>(collector.add(Arrays.copyOf(STATUS, cut)));
      found.addAll(collector.add(Arrays.copyOfRange(STATUS, cut, STATUS.length)));
      assertThat(found).as("cut at %d", cut).containsExactly(MEANING);
    }
  }

  @Test
  void twoGluedStatusesAreTwo() {
    byte[] both = Arrays.copyOf(STATUS, 36);
    System.arraycopy(STATUS, 0, both, 18, 18);
    assertThat(collector.add(both)).containsExactly(MEANING, MEANING);
  }

  @Test
  void aLostByteCostsThatStatusAndNoOther() {
    for (int lost = 0; lost < STATUS.length; lost++) {
      BoardStatus.Collector fresh = new BoardStatus.Collector();
      byte[] damaged = new byte[17 + 18];
      System.arraycopy(STATUS, 0, damaged, 0, lost);
      System.arraycopy(STATUS, lost + 1, damaged, lost, 17 - lost);
      System.arraycopy(STATUS, 0, damaged, 17, 18);
      assertThat(fresh.add(damaged)).as("lost byte %d", lost).containsExactly(MEANING);
    }
  }

  @Test
  void oneFlippedBitIsAlwaysNoticed() {
    for (int bit = 0; bit < 8 * STATUS.length; bit++) {
      byte[] damaged = STATUS.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(new BoardStatus.Collector().add(damaged)).as("bit %d", bit).isEmpty();
    }
  }
}
