package io.shanmen.kernel.ledger;

import io.shanmen.kernel.money.Money;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that a ledger is asked to do. Nothing is ever changed: a correction is another one. */
public sealed interface Transfer {

  TransferId id();

  /**
   * Why, for reports.
   *
   * @param code the reason, for example {@code SALE}
   * @param reference what it belongs to, for example an order; the ledger does not look into it
   */
  record Cause(String code, String reference) {
    public Cause {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(reference, "reference");
    }
  }

  /**
   * From one account to another.
   *
   * @param debit where from
   * @param credit where to
   */
  record Sides(AccountId debit, AccountId credit) {
    public Sides {
      Objects.requireNonNull(debit, "debit");
      Objects.requireNonNull(credit, "credit");
    }
  }

  /** Moves an amount at once. */
  record Move(TransferId id, Sides sides, Money amount, Cause cause) implements Transfer {
    public Move {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(sides, "sides");
      Objects.requireNonNull(amount, "amount");
      Objects.requireNonNull(cause, "cause");
    }
  }

  /**
   * Reserves an amount until it is posted, voided or over.
   *
   * @param expiresAt from then on it is over, unless it was posted or voided before
   */
  record Hold(TransferId id, Sides sides, Money amount, Cause cause, Instant expiresAt)
      implements Transfer {
    public Hold {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(sides, "sides");
      Objects.requireNonNull(amount, "amount");
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(expiresAt, "expiresAt");
    }
  }

  /**
   * Moves what was held, all or a part; the rest is free again.
   *
   * @param amount how much of it, or null for all
   */
  record Post(TransferId id, TransferId hold, @Nullable Money amount, Cause cause)
      implements Transfer {
    public Post {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(hold, "hold");
      Objects.requireNonNull(cause, "cause");
    }
  }

  /** Frees what was held. */
  record Void(TransferId id, TransferId hold, Cause cause) implements Transfer {
    public Void {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(hold, "hold");
      Objects.requireNonNull(cause, "cause");
    }
  }
}
