package io.shanmen.kernel.validity;

import java.util.stream.IntStream;

/**
 * A set of the park's checkpoints (检票点), which are numbered 1 to 32.
 *
 * @param mask checkpoint n is bit n − 1
 */
public record CheckpointSet(int mask) {

  /** The highest number of a checkpoint. */
  public static final int LIMIT_CHECKPOINTS = 32;

  /** Every checkpoint there is or will be. */
  public static final CheckpointSet ALL = new CheckpointSet(-1);

  public static CheckpointSet of(int... checkpoints) {
    int mask = 0;
    for (int checkpoint : checkpoints) {
      mask |= bit(checkpoint);
    }
    return new CheckpointSet(mask);
  }

  public boolean contains(int checkpoint) {
    return (mask & bit(checkpoint)) != 0;
  }

  /** The numbers in the set, lowest first. */
  public IntStream numbers() {
    return IntStream.rangeClosed(1, LIMIT_CHECKPOINTS).filter(this::contains);
  }

  /** The number if it is that of a checkpoint; if not, a bug. */
  public static int requireCheckpoint(int checkpoint) {
    if (checkpoint < 1 || checkpoint > LIMIT_CHECKPOINTS) {
      throw new IllegalArgumentException("no such checkpoint: " + checkpoint);
    }
    return checkpoint;
  }

  private static int bit(int checkpoint) {
    return 1 << (requireCheckpoint(checkpoint) - 1);
  }
}
