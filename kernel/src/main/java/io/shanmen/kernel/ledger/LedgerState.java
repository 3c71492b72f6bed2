package io.shanmen.kernel.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A whole ledger as a value: the model that the database's ledger must agree with. */
public final class LedgerState {

  private LedgerState() {}

  /** A ledger with these accounts and no transfer. */
  public static LedgerState of(Collection<Account> accounts) {
    throw new UnsupportedOperationException();
  }

  /**
   * The ledger after these chains, one after the other. The transfers of a chain take effect all or
   * none.
   *
   * @param chains usually of one transfer each
   * @param now holds that are over by then expire first
   */
  public Applied apply(List<List<Transfer>> chains, Instant now) {
    throw new UnsupportedOperationException();
  }

  /** The ledger after these transfers, each for itself. */
  public Applied applyEach(List<Transfer> transfers, Instant now) {
    return apply(transfers.stream().map(List::of).toList(), now);
  }

  public Optional<Balances> balances(AccountId account) {
    throw new UnsupportedOperationException();
  }

  /**
   * What came of applying transfers.
   *
   * @param state the ledger after them
   * @param results one for each transfer, in their order
   */
  public record Applied(LedgerState state, List<TransferResult> results) {
    public Applied {
      results = List.copyOf(results);
    }
  }
}
