package io.shanmen.server.ledger;

import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.money.Money;

/**
 * An amount that moves now, for the first time: whoever asks knows from his own records that it has
 * not moved before, so the ledger need not look.
 *
 * @param debit where from
 * @param credit where to
 * @param amount how much, more than zero
 * @param cause why
 */
public record Movement(AccountRef debit, AccountRef credit, Money amount, Cause cause) {}
