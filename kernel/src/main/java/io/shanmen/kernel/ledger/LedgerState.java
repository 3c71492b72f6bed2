package io.shanmen.kernel.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole ledger as a value: the model that the database's ledger must agree with. It is written to
 * be plainly right and copies itself at every step; it is not for large ledgers.
 */
public final class LedgerState {

  /** How a hold ended. */
  enum Ended {
    POSTED,
    VOIDED,
    EXPIRED
  }

  final Map<AccountId, Account> accounts;
  final Map<AccountId, Balances> balances;
  final Map<TransferId, Transfer> transfers;
  final Map<TransferId, Ended> ended;
  final Set<TransferId> spent;

  private LedgerState(
      Map<AccountId, Account> accounts,
      Map<AccountId, Balances> balances,
      Map<TransferId, Transfer> transfers,
      Map<TransferId, Ended> ended,
      Set<TransferId> spent) {
    this.accounts = new HashMap<>(accounts);
    this.balances = new HashMap<>(balances);
    this.transfers = new HashMap<>(transfers);
    this.ended = new HashMap<>(ended);
    this.spent = new HashSet<>(spent);
  }

  /** A ledger with these accounts and no transfer. */
  public static LedgerState of(Collection<Account> accounts) {
    LedgerState state = new LedgerState(Map.of(), Map.of(), Map.of(), Map.of(), Set.of());
    for (Account account : accounts) {
      state.accounts.put(account.id(), account);
      state.balances.put(account.id(), Balances.ZERO);
    }
    return state;
  }

  LedgerState copy() {
    return new LedgerState(accounts, balances, transfers, ended, spent);
  }

  /** The ledger with one more account, or with an account closed. */
  public LedgerState with(Account account) {
    LedgerState changed = copy();
    changed.accounts.put(account.id(), account);
    changed.balances.putIfAbsent(account.id(), Balances.ZERO);
    return changed;
  }

  /**
   * The ledger after these chains, one after the other. The transfers of a chain take effect all or
   * none: the first that fails keeps its result, and the others are {@link
   * TransferResult#LINKED_TRANSFER_FAILED}.
   *
   * @param chains usually of one transfer each
   * @param now holds that are over by then expire first
   */
  public Applied apply(List<List<Transfer>> chains, Instant now) {
    LedgerState state = copy();
    new Posting(state, now).expireHolds();
    List<TransferResult> results = new ArrayList<>();
    for (List<Transfer> chain : chains) {
      Applied applied = applyChain(state, chain, now);
      state = applied.state();
      results.addAll(applied.results());
    }
    return new Applied(state, results);
  }

  private static Applied applyChain(LedgerState before, List<Transfer> chain, Instant now) {
    LedgerState after = before.copy();
    Posting posting = new Posting(after, now);
    List<TransferResult> results = new ArrayList<>();
    for (Transfer transfer : chain) {
      TransferResult result = posting.apply(transfer);
      results.add(result);
      if (result != TransferResult.DONE && result != TransferResult.EXISTS) {
        return failed(before, chain, results);
      }
    }
    return new Applied(after, results);
  }

  private static Applied failed(
      LedgerState before, List<Transfer> chain, List<TransferResult> results) {
    int last = results.size() - 1;
    LedgerState after = before.copy();
    if (results.get(last).spendsTheId()) {
      after.spent.add(chain.get(last).id());
    }
    List<TransferResult> all =
        new ArrayList<>(Collections.nCopies(chain.size(), TransferResult.LINKED_TRANSFER_FAILED));
    all.set(last, results.get(last));
    return new Applied(after, all);
  }

  /** The ledger after these transfers, each for itself. */
  public Applied applyEach(List<Transfer> transfers, Instant now) {
    return apply(transfers.stream().map(List::of).toList(), now);
  }

  /** The sums of an account, or nothing where there is no such account. */
  public Optional<Balances> balances(AccountId account) {
    return Optional.ofNullable(balances.get(account));
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
