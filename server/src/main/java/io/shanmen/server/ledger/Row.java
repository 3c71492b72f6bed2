package io.shanmen.server.ledger;

import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code ledger.transfer}.
 *
 * @param id the transfer
 * @param type what it did
 * @param entry its sides, amount and cause; a settlement repeats the sides of its hold
 * @param hold the hold that it settles, or null
 * @param expiresAt when a hold is over, or null
 */
record Row(
    TransferId id, Type type, Entry entry, @Nullable TransferId hold, @Nullable Instant expiresAt) {

  enum Type {
    MOVE,
    HOLD,
    POST,
    VOID,
    EXPIRE
  }

  /** What moves between which accounts, and why. */
  record Entry(Sides sides, Money amount, Cause cause) {}

  boolean isOver(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
