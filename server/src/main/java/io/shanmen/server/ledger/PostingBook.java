package io.shanmen.server.ledger;

import io.shanmen.kernel.ledger.Account;
import io.shanmen.kernel.ledger.Account.Limit;
import io.shanmen.kernel.ledger.AccountId;
import io.shanmen.kernel.ledger.Balances;
import io.shanmen.kernel.ledger.Transfer;
import io.shanmen.kernel.ledger.Transfer.Hold;
import io.shanmen.kernel.ledger.Transfer.Move;
import io.shanmen.kernel.ledger.Transfer.Post;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.server.ledger.Row.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides transfers, one after the other, on the part of the ledger that they touch, read under
 * lock. It knows no database: it remembers what to append, and {@link LedgerStore} writes that.
 *
 * <p>The kernel's {@code LedgerState} is the model; a test holds the two against each other.
 */
final class PostingBook {

  private final Touched touched;
  private final Instant now;
  private final Map<AccountId, Balances> balances;
  private final Map<TransferId, Row> rows;
  private final Map<TransferId, Row> settlements;
  private final Map<TransferId, TransferResult> failed;
  private final List<Row> appended = new ArrayList<>();
  private final Map<TransferId, TransferResult> newlyFailed = new LinkedHashMap<>();

  /** Undoes what the present chain did, last first. */
  private final Deque<Runnable> undo = new ArrayDeque<>();

  /**
   * What the ledger holds of the things that a set of transfers names.
   *
   * @param accounts the accounts, by id
   * @param balances the balances of those that have a limit
   * @param rows transfers that have one of the ids, holds that are named, and holds that are over
   * @param settlements by the hold that they settled
   * @param failed ids that are spent
   */
  record Touched(
      Map<AccountId, Account> accounts,
      Map<AccountId, Balances> balances,
      Map<TransferId, Row> rows,
      Map<TransferId, Row> settlements,
      Map<TransferId, TransferResult> failed) {}

  PostingBook(Touched touched, Instant now) {
    this.touched = touched;
    this.now = now;
    this.balances = new HashMap<>(touched.balances());
    this.rows = new HashMap<>(touched.rows());
    this.settlements = new HashMap<>(touched.settlements());
    this.failed = new HashMap<>(touched.failed());
    List.copyOf(rows.values()).stream()
        .filter(row -> row.type() == Row.Type.HOLD && row.isOver(now))
        .filter(row -> !settlements.containsKey(row.id()))
        .forEach(this::expire);
    undo.clear();
  }

  /** The results of a chain, of which all members take effect or none. */
  List<TransferResult> apply(List<Transfer> chain) {
    undo.clear();
    List<TransferResult> results = new ArrayList<>(chain.size());
    for (Transfer transfer : chain) {
      TransferResult result = apply(transfer);
      results.add(result);
      if (chain.size() > 1 && fails(result)) {
        undo.forEach(Runnable::run);
        return broken(chain, results);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      remember(chain.get(i).id(), results.get(i));
    }
    return results;
  }

  List<Row> appended() {
    return Collections.unmodifiableList(appended);
  }

  Map<TransferId, TransferResult> newlyFailed() {
    return newlyFailed;
  }

  Map<AccountId, Balances> changedBalances() {
    Map<AccountId, Balances> changed = new HashMap<>(balances);
    changed.entrySet().removeAll(touched.balances().entrySet());
    return changed;
  }

  /** The member that failed keeps its result; the others were undone or not tried. */
  private List<TransferResult> broken(List<Transfer> chain, List<TransferResult> results) {
    int culprit = results.size() - 1;
    remember(chain.get(culprit).id(), results.get(culprit));
    List<TransferResult> all =
        new ArrayList<>(Collections.nCopies(chain.size(), TransferResult.LINKED_TRANSFER_FAILED));
    all.set(culprit, results.get(culprit));
    return all;
  }

  private static boolean fails(TransferResult result) {
    return result != TransferResult.DONE && result != TransferResult.EXISTS;
  }

  private void remember(TransferId id, TransferResult result) {
    if (result.spendsTheId()) {
      failed.put(id, result);
      newlyFailed.put(id, result);
    }
  }

  private TransferResult apply(Transfer transfer) {
    Row known = rows.get(transfer.id());
    if (known != null) {
      return says(known, transfer)
          ? TransferResult.EXISTS
          : TransferResult.EXISTS_WITH_DIFFERENT_CONTENT;
    }
    if (failed.containsKey(transfer.id())) {
      return TransferResult.ID_ALREADY_FAILED;
    }
    return switch (transfer) {
      case Move move -> begin(row(move));
      case Hold hold -> begin(row(hold));
      case Post post -> post(post);
      case Transfer.Void release -> release(release);
    };
  }

  private boolean says(Row known, Transfer transfer) {
    return switch (transfer) {
      case Move move -> known.equals(row(move));
      case Hold hold -> known.equals(row(hold));
      case Post post ->
          known.type() == Row.Type.POST
              && post.hold().equals(known.hold())
              && post.cause().equals(known.entry().cause())
              && amountOf(post, held(post.hold())).equals(known.entry().amount());
      case Transfer.Void release ->
          known.type() == Row.Type.VOID
              && release.hold().equals(known.hold())
              && release.cause().equals(known.entry().cause());
    };
  }

  private TransferResult begin(Row row) {
    Entry entry = row.entry();
    if (!entry.amount().isPositive()) {
      return TransferResult.AMOUNT_MUST_BE_POSITIVE;
    }
    if (row.isOver(now)) {
      return TransferResult.HOLD_ALREADY_OVER;
    }
    TransferResult accounts = checkAccounts(entry);
    if (accounts != TransferResult.DONE) {
      return accounts;
    }
    TransferResult limits = checkLimits(entry);
    if (limits == TransferResult.DONE) {
      long amount = entry.amount().minor();
      boolean pending = row.type() == Row.Type.HOLD;
      shift(entry.sides(), pending ? 0 : amount, pending ? amount : 0);
      append(row);
    }
    return limits;
  }

  private TransferResult checkAccounts(Entry entry) {
    Sides sides = entry.sides();
    if (sides.debit().equals(sides.credit())) {
      return TransferResult.ACCOUNTS_MUST_DIFFER;
    }
    Account debit = touched.accounts().get(sides.debit());
    if (debit == null) {
      return TransferResult.DEBIT_ACCOUNT_NOT_FOUND;
    }
    Account credit = touched.accounts().get(sides.credit());
    if (credit == null) {
      return TransferResult.CREDIT_ACCOUNT_NOT_FOUND;
    }
    if (!debit.currency().equals(credit.currency())
        || !debit.currency().equals(entry.amount().currency())) {
      return TransferResult.CURRENCY_DIFFERS;
    }
    return checkOpen(sides);
  }

  private TransferResult checkOpen(Sides sides) {
    if (account(sides.debit()).closed()) {
      return TransferResult.DEBIT_ACCOUNT_CLOSED;
    }
    return account(sides.credit()).closed()
        ? TransferResult.CREDIT_ACCOUNT_CLOSED
        : TransferResult.DONE;
  }

  private TransferResult checkLimits(Entry entry) {
    long amount = entry.amount().minor();
    Balances debit = balance(entry.sides().debit());
    Balances credit = balance(entry.sides().credit());
    if (overflows(debit.debitsPosted(), debit.debitsPending(), amount)
        || overflows(credit.creditsPosted(), credit.creditsPending(), amount)) {
      return TransferResult.OVERFLOW;
    }
    if (account(entry.sides().debit()).limit() == Limit.DEBITS_MUST_NOT_EXCEED_CREDITS
        && debit.debitsPosted() + debit.debitsPending() + amount > debit.creditsPosted()) {
      return TransferResult.EXCEEDS_CREDITS;
    }
    if (account(entry.sides().credit()).limit() == Limit.CREDITS_MUST_NOT_EXCEED_DEBITS
        && credit.creditsPosted() + credit.creditsPending() + amount > credit.debitsPosted()) {
      return TransferResult.EXCEEDS_DEBITS;
    }
    return TransferResult.DONE;
  }

  private static boolean overflows(long posted, long pending, long amount) {
    return posted + pending > Long.MAX_VALUE - amount;
  }

  private TransferResult post(Post post) {
    Money wanted = post.amount();
    if (wanted != null && !wanted.isPositive()) {
      return TransferResult.AMOUNT_MUST_BE_POSITIVE;
    }
    Row held = held(post.hold());
    if (held == null) {
      return TransferResult.HOLD_NOT_FOUND;
    }
    Money heldAmount = held.entry().amount();
    if (wanted != null && !wanted.currency().equals(heldAmount.currency())) {
      return TransferResult.CURRENCY_DIFFERS;
    }
    TransferResult pending = checkPending(held);
    if (pending != TransferResult.DONE) {
      return pending;
    }
    Money amount = amountOf(post, held);
    if (amount.compareTo(heldAmount) > 0) {
      return TransferResult.EXCEEDS_HOLD;
    }
    TransferResult open = checkOpen(held.entry().sides());
    if (open == TransferResult.DONE) {
      Entry entry = new Entry(held.entry().sides(), amount, post.cause());
      shift(entry.sides(), amount.minor(), -heldAmount.minor());
      settle(new Row(post.id(), Row.Type.POST, entry, held.id(), null));
    }
    return open;
  }

  private TransferResult release(Transfer.Void release) {
    Row held = held(release.hold());
    if (held == null) {
      return TransferResult.HOLD_NOT_FOUND;
    }
    TransferResult pending = checkPending(held);
    if (pending == TransferResult.DONE) {
      Entry entry = new Entry(held.entry().sides(), held.entry().amount(), release.cause());
      shift(entry.sides(), 0, -entry.amount().minor());
      settle(new Row(release.id(), Row.Type.VOID, entry, held.id(), null));
    }
    return pending;
  }

  private TransferResult checkPending(Row held) {
    Row settlement = settlements.get(held.id());
    if (settlement == null) {
      return TransferResult.DONE;
    }
    return switch (settlement.type()) {
      case POST -> TransferResult.HOLD_ALREADY_POSTED;
      case VOID -> TransferResult.HOLD_ALREADY_VOIDED;
      case EXPIRE -> TransferResult.HOLD_EXPIRED;
      case MOVE, HOLD -> throw new IllegalStateException("not a settlement: " + settlement);
    };
  }

  private void expire(Row held) {
    shift(held.entry().sides(), 0, -held.entry().amount().minor());
    TransferId id =
        new TransferId(
            UUID.nameUUIDFromBytes(
                ("expire\n" + held.id().value()).getBytes(StandardCharsets.UTF_8)));
    settle(new Row(id, Row.Type.EXPIRE, held.entry(), held.id(), null));
  }

  private void settle(Row row) {
    append(row);
    TransferId hold = row.hold();
    if (hold != null) {
      settlements.put(hold, row);
      undo.push(() -> settlements.remove(hold));
    }
  }

  private void append(Row row) {
    appended.add(row);
    rows.put(row.id(), row);
    undo.push(
        () -> {
          appended.removeLast();
          rows.remove(row.id());
        });
  }

  /** Adds to the posted and to the pending sums of both sides, where they are kept. */
  private void shift(Sides sides, long posted, long pending) {
    change(
        sides.debit(),
        was ->
            new Balances(
                was.debitsPosted() + posted,
                was.creditsPosted(),
                was.debitsPending() + pending,
                was.creditsPending()));
    change(
        sides.credit(),
        was ->
            new Balances(
                was.debitsPosted(),
                was.creditsPosted() + posted,
                was.debitsPending(),
                was.creditsPending() + pending));
  }

  private void change(AccountId id, UnaryOperator<Balances> by) {
    Balances was = balances.get(id);
    if (was != null) {
      balances.put(id, by.apply(was));
      undo.push(() -> balances.put(id, was));
    }
  }

  private Account account(AccountId id) {
    Account account = touched.accounts().get(id);
    if (account == null) {
      throw new IllegalStateException("a transfer on an account that is not there: " + id);
    }
    return account;
  }

  private Balances balance(AccountId id) {
    return balances.getOrDefault(id, Balances.ZERO);
  }

  private @Nullable Row held(TransferId id) {
    Row row = rows.get(id);
    return row != null && row.type() == Row.Type.HOLD ? row : null;
  }

  private static Money amountOf(Post post, @Nullable Row held) {
    Money wanted = post.amount();
    if (wanted != null) {
      return wanted;
    }
    if (held == null) {
      throw new IllegalStateException("posted without a hold: " + post);
    }
    return held.entry().amount();
  }

  private static Row row(Move move) {
    Entry entry = new Entry(move.sides(), move.amount(), move.cause());
    return new Row(move.id(), Row.Type.MOVE, entry, null, null);
  }

  private static Row row(Hold hold) {
    Entry entry = new Entry(hold.sides(), hold.amount(), hold.cause());
    // The database keeps microseconds: the same hold must be the same row.
    Instant expiresAt = hold.expiresAt().truncatedTo(ChronoUnit.MICROS);
    return new Row(hold.id(), Row.Type.HOLD, entry, null, expiresAt);
  }
}
