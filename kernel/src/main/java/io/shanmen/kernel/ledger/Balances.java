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
}
