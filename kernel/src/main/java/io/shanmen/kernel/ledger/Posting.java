package io.shanmen.kernel.ledger;

import static io.shanmen.kernel.ledger.TransferResult.ACCOUNTS_MUST_DIFFER;
import static io.shanmen.kernel.ledger.TransferResult.AMOUNT_MUST_BE_POSITIVE;
import static io.shanmen.kernel.ledger.TransferResult.CREDIT_ACCOUNT_CLOSED;
import static io.shanmen.kernel.ledger.TransferResult.CREDIT_ACCOUNT_NOT_FOUND;
import static io.shanmen.kernel.ledger.TransferResult.CURRENCY_DIFFERS;
import static io.shanmen.kernel.ledger.TransferResult.DEBIT_ACCOUNT_CLOSED;
import static io.shanmen.kernel.ledger.TransferResult.DEBIT_ACCOUNT_NOT_FOUND;
import static io.shanmen.kernel.ledger.TransferResult.DONE;
import static io.shanmen.kernel.ledger.TransferResult.EXCEEDS_CREDITS;
import static io.shanmen.kernel.ledger.TransferResult.EXCEEDS_DEBITS;
import static io.shanmen.kernel.ledger.TransferResult.EXCEEDS_HOLD;
import static io.shanmen.kernel.ledger.TransferResult.EXISTS;
import static io.shanmen.kernel.ledger.TransferResult.EXISTS_WITH_DIFFERENT_CONTENT;
import static io.shanmen.kernel.ledger.TransferResult.HOLD_ALREADY_OVER;
import static io.shanmen.kernel.ledger.TransferResult.HOLD_ALREADY_POSTED;
import static io.shanmen.kernel.ledger.TransferResult.HOLD_ALREADY_VOIDED;
import static io.shanmen.kernel.ledger.TransferResult.HOLD_EXPIRED;
import static io.shanmen.kernel.ledger.TransferResult.HOLD_NOT_FOUND;
import static io.shanmen.kernel.ledger.TransferResult.ID_ALREADY_FAILED;
import static io.shanmen.kernel.ledger.TransferResult.OVERFLOW;

import io.shanmen.kernel.ledger.Account.Limit;
import io.shanmen.kernel.ledger.LedgerState.Ended;
import io.shanmen.kernel.ledger.Transfer.Hold;
import io.shanmen.kernel.ledger.Transfer.Move;
import io.shanmen.kernel.ledger.Transfer.Post;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.money.Money;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies transfers to a draft of a ledger. The checks stand in the order of their precedence. */
final class Posting {

  private final LedgerState ledger;
  private final Instant now;

  Posting(LedgerState draft, Instant now) {
    this.ledger = draft;
    this.now = now;
  }

  void expireHolds() {
    for (Transfer transfer : ledger.transfers.values()) {
      if (transfer instanceof Hold hold && !ledger.ended.containsKey(hold.id()) && isOver(hold)) {
        end(hold, Ended.EXPIRED, 0);
      }
    }
  }

  TransferResult apply(Transfer transfer) {
    Transfer known = ledger.transfers.get(transfer.id());
    if (known != null) {
      return inFull(known).equals(inFull(transfer)) ? EXISTS : EXISTS_WITH_DIFFERENT_CONTENT;
    }
    if (ledger.spent.contains(transfer.id())) {
      return ID_ALREADY_FAILED;
    }
    TransferResult result =
        switch (transfer) {
          case Move move -> begin(move.sides(), move.amount(), false);
          case Hold hold ->
              hold.amount().isPositive() && isOver(hold)
                  ? HOLD_ALREADY_OVER
                  : begin(hold.sides(), hold.amount(), true);
          case Post post -> post(post);
          case Transfer.Void release -> release(release);
        };
    if (result == DONE) {
      ledger.transfers.put(transfer.id(), transfer);
    }
    return result;
  }

  private boolean isOver(Hold hold) {
    return !now.isBefore(hold.expiresAt());
  }

  /** With the amount that a post of "all" means, so that it equals one that names it. */
  private Transfer inFull(Transfer transfer) {
    if (transfer instanceof Post post && post.amount() == null) {
      Hold hold = hold(post.hold());
      return hold == null ? post : new Post(post.id(), post.hold(), hold.amount(), post.cause());
    }
    return transfer;
  }

  private TransferResult begin(Sides sides, Money amount, boolean pending) {
    if (!amount.isPositive()) {
      return AMOUNT_MUST_BE_POSITIVE;
    }
    if (sides.debit().equals(sides.credit())) {
      return ACCOUNTS_MUST_DIFFER;
    }
    Account debit = ledger.accounts.get(sides.debit());
    if (debit == null) {
      return DEBIT_ACCOUNT_NOT_FOUND;
    }
    Account credit = ledger.accounts.get(sides.credit());
    if (credit == null) {
      return CREDIT_ACCOUNT_NOT_FOUND;
    }
    if (!debit.currency().equals(amount.currency())
        || !credit.currency().equals(amount.currency())) {
      return CURRENCY_DIFFERS;
    }
    TransferResult open = bothOpen(sides);
    TransferResult result = open == DONE ? withinLimits(debit, credit, amount.minor()) : open;
    if (result == DONE) {
      shift(sides, pending ? 0 : amount.minor(), pending ? amount.minor() : 0);
    }
    return result;
  }

  private TransferResult bothOpen(Sides sides) {
    if (account(sides.debit()).closed()) {
      return DEBIT_ACCOUNT_CLOSED;
    }
    return account(sides.credit()).closed() ? CREDIT_ACCOUNT_CLOSED : DONE;
  }

  private TransferResult withinLimits(Account debit, Account credit, long amount) {
    Balances from = balances(debit.id());
    Balances to = balances(credit.id());
    if (from.debitsPosted() + from.debitsPending() > Long.MAX_VALUE - amount
        || to.creditsPosted() + to.creditsPending() > Long.MAX_VALUE - amount) {
      return OVERFLOW;
    }
    if (debit.limit() == Limit.DEBITS_MUST_NOT_EXCEED_CREDITS
        && from.debitsPosted() + from.debitsPending() + amount > from.creditsPosted()) {
      return EXCEEDS_CREDITS;
    }
    if (credit.limit() == Limit.CREDITS_MUST_NOT_EXCEED_DEBITS
        && to.creditsPosted() + to.creditsPending() + amount > to.debitsPosted()) {
      return EXCEEDS_DEBITS;
    }
    return DONE;
  }

  private TransferResult post(Post post) {
    Money wanted = post.amount();
    if (wanted != null && !wanted.isPositive()) {
      return AMOUNT_MUST_BE_POSITIVE;
    }
    Hold hold = hold(post.hold());
    if (hold == null) {
      return HOLD_NOT_FOUND;
    }
    Money amount = wanted == null ? hold.amount() : wanted;
    if (!amount.currency().equals(hold.amount().currency())) {
      return CURRENCY_DIFFERS;
    }
    TransferResult pending = stillPending(hold);
    if (pending != DONE) {
      return pending;
    }
    if (amount.compareTo(hold.amount()) > 0) {
      return EXCEEDS_HOLD;
    }
    TransferResult open = bothOpen(hold.sides());
    if (open == DONE) {
      end(hold, Ended.POSTED, amount.minor());
    }
    return open;
  }

  private TransferResult release(Transfer.Void release) {
    Hold hold = hold(release.hold());
    if (hold == null) {
      return HOLD_NOT_FOUND;
    }
    TransferResult pending = stillPending(hold);
    if (pending == DONE) {
      end(hold, Ended.VOIDED, 0);
    }
    return pending;
  }

  private TransferResult stillPending(Hold hold) {
    return switch (ledger.ended.get(hold.id())) {
      case null -> DONE;
      case POSTED -> HOLD_ALREADY_POSTED;
      case VOIDED -> HOLD_ALREADY_VOIDED;
      case EXPIRED -> HOLD_EXPIRED;
    };
  }

  private void end(Hold hold, Ended how, long posted) {
    ledger.ended.put(hold.id(), how);
    shift(hold.sides(), posted, -hold.amount().minor());
  }

  private void shift(Sides sides, long posted, long pending) {
    ledger.balances.put(sides.debit(), balances(sides.debit()).debited(posted, pending));
    ledger.balances.put(sides.credit(), balances(sides.credit()).credited(posted, pending));
  }

  private @Nullable Hold hold(TransferId id) {
    return ledger.transfers.get(id) instanceof Hold hold ? hold : null;
  }

  private Account account(AccountId id) {
    return Objects.requireNonNull(ledger.accounts.get(id), "accounts are never removed");
  }

  private Balances balances(AccountId id) {
    return Objects.requireNonNull(ledger.balances.get(id), "each account has balances");
  }
}
