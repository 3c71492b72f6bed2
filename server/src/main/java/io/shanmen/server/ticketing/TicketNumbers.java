package io.shanmen.server.ticketing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands out ticket numbers from blocks, so that a sale seldom asks the database for one. Numbers
 * that a rollback or a restart leaves unused are never used.
 */
@Component
class TicketNumbers {

  /** As the sequence's increment in the migration. */
  private static final int BLOCK_NUMBERS = 1_000;

  private final JdbcClient jdbc;
  private long next;
  private long end;

  TicketNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** So many numbers, rising. */
  synchronized long[] take(int count) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      if (next == end) {
        next = nextBlock();
        end = next + BLOCK_NUMBERS;
      }
      numbers[i] = next++;
    }
    return numbers;
  }

  private long nextBlock() {
    return jdbc.sql("SELECT nextval('ticketing.ticket_number_block')").query(Long.class).single();
  }
}
