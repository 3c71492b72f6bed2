package io.shanmen.gate.board;

/**
 * Follows one counter of a board. A change is believed when it was read twice in a row, because the
 * one-byte check lets a damaged answer through now and then and a person must not be made of noise.
 */
final class CounterWatch {
  private static final int COUNTER_MASK = 0xFFFFFF;

  /** More people than could pass while the board was out of reach: the board started anew. */
  private static final int PLAUSIBLE_LIMIT_PEOPLE = 1_000;

  private static final int NOT_READ = -1;

  private int believed = NOT_READ;
  private int candidate = NOT_READ;
  private long total;
  private long restarts;

  void read(int raw) {
    if (raw == believed) {
      candidate = NOT_READ;
    } else if (raw == candidate) {
      believe(raw);
    } else {
      candidate = raw;
    }
  }

  private void believe(int raw) {
    int people = raw - believed & COUNTER_MASK;
    if (believed != NOT_READ) {
      if (people <= PLAUSIBLE_LIMIT_PEOPLE) {
        total += people;
      } else {
        restarts++;
      }
    }
    believed = raw;
    candidate = NOT_READ;
  }

  /** A change was read once and has to be read again. */
  boolean isInDoubt() {
    return candidate != NOT_READ;
  }

  /** People counted since the first reading, over restarts and roll-overs. */
  long total() {
    return total;
  }

  /** The counter as the board has it, −1 before the first reading. */
  int raw() {
    return believed;
  }

  /** How often the counter began again, which may have hidden people. */
  long restarts() {
    return restarts;
  }

  /**
   * People between two raw readings of one counter, or −1 where the board must have started anew in
   * between.
   */
  static int between(int earlier, int later) {
    int people = later - earlier & COUNTER_MASK;
    return people <= PLAUSIBLE_LIMIT_PEOPLE ? people : -1;
  }
}
