package io.shanmen.server.foundation;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hands out rising numbers from blocks of a sequence, so that a hot path seldom asks the database
 * for one. Numbers that a rollback or a restart leaves unused are never used.
 */
public final class NumberBlocks {

  private final JdbcClient jdbc;
  private final String nextBlocks;
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
    this.nextBlocks = "SELECT nextval('" + sequence + "') FROM generate_series(1, ?)";
    this.blockSize = blockSize;
  }

  /** So many numbers, rising, not always without gaps. Takes one statement at most. */
  public synchronized long[] take(int count) {
    long missing = count - (end - next);
    Iterator<Long> blocks =
        missing <= 0
            ? Collections.emptyIterator()
            : nextBlocks(Math.ceilDiv(missing, blockSize)).iterator();
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      if (next == end) {
        next = blocks.next();
        end = next + blockSize;
      }
      numbers[i] = next++;
    }
    return numbers;
  }

  private List<Long> nextBlocks(long count) {
    return jdbc.sql(nextBlocks).param(count).query((row, number) -> row.getLong(1)).list();
  }
}
