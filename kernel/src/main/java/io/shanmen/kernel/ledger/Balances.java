package io.shanmen.kernel.ledger;

/**
 * The four sums of an account, in minor units, none negative.
 *
 * @param debitsPosted moved out for good
 * @param creditsPosted moved in for good
 * @param debitsPending held to move out
 * @param creditsPending held to move in
 */
public record Balances(
    long debitsPosted, long creditsPosted, long debitsPending, long creditsPending) {

  public static final Balances ZERO = new Balances(0, 0, 0, 0);

  Balances debited(long posted, long pending) {
    return new Balances(
        Math.addExact(debitsPosted, posted),
        creditsPosted,
        Math.addExact(debitsPending, pending),
        creditsPending);
  }

  Balances credited(long posted, long pending) {
    return new Balances(
        debitsPosted,
        Math.addExact(creditsPosted, posted),
        debitsPending,
        Math.addExact(creditsPending, pending));
  }
}
