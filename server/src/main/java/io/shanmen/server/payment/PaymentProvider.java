package io.shanmen.server.payment;

import io.shanmen.kernel.money.Money;

/**
 * The port that payment providers plug into (scanned codes, cards): one bean for each. There is
 * none yet: cash is there at once, and the database lets no payment in cash stay unfinished. The
 * first provider brings the janitor that asks for what stays unfinished.
 *
 * <p>A payment by provider is written as {@code INIT} before the provider is asked and {@code
 * PENDING} when it was; no transaction is open meanwhile. What stays unfinished is asked for again
 * by {@link #query} until it is known. All calls may be repeated with the same id.
 */
public interface PaymentProvider {

  /** The kind of tender that it handles. */
  TenderKind kind();

  /** Asks for money by a code that the visitor showed. */
  Answer charge(PaymentId id, Money amount, String payerCode);

  /** Asks what became of a charge. */
  Answer query(PaymentId id);

  /** Sends money back by the way of a charge. */
  Answer refund(RefundId id, PaymentId charge, Money amount);

  /** What a provider says. */
  sealed interface Answer {

    /** The money moved. */
    record Succeeded(String providerReference) implements Answer {}

    /** Not known yet: ask again. */
    record Pending() implements Answer {}

    /** No money moved, and none will. */
    record Failed(String providerCode) implements Answer {}
  }
}
