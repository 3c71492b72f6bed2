package io.shanmen.server.foundation;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hands out rising numbers from blocks of a sequence, so that a hot path seldom asks the database
 * for one. Numbers that a rollback or a restart leaves unused are never used.
 */
public final class NumberBlocks {

  private final JdbcClient jdbc;
  private final String nextBlock;
  private final int blockSize;
  private long next;
  private long end;

  /**
   * Numbers of a sequence.
   *
   * @param sequence its name with its schema
   * @param blockSize the sequence's increment
   */
  public NumberBlocks(JdbcClient jdbc, String sequence, int blockSize) {
    this.jdbc = jdbc;
    this.nextBlock = "SELECT nextval('" + sequence + "')";
    this.blockSize = blockSize;
  }

  /** So many numbers, rising, not always without gaps. */
  public synchronized long[] take(int count) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      if (next == end) {
        next = jdbc.sql(nextBlock).query(Long.class).single();
        end = next + blockSize;
      }
      numbers[i] = next++;
    }
    return numbers;
  }
}
