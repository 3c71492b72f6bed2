package io.shanmen.server.payment;

import io.shanmen.server.ledger.AccountRef;

/**
 * What the money of an order is for: it goes on from clearing to this account, or comes back from
 * it, in the same chain of the ledger in which it is taken or paid back.
 *
 * @param account where it belongs
 * @param reason why, as reports name it
 */
public record Purpose(AccountRef account, String reason) {}
