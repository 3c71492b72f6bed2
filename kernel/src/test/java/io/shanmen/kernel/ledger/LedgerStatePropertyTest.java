package io.shanmen.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ledger.Account.Limit;
import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.ledger.Transfer.Hold;
import io.shanmen.kernel.ledger.Transfer.Move;
import io.shanmen.kernel.ledger.Transfer.Post;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is asked of a ledger, debits equal credits and no limit is broken. */
class LedgerStatePropertyTest {

  private static final Currency CNY = Currency.getInstance("CNY");
  private static final Instant START = Instant.parse("2026-11-22T04:00:00Z");
  private static final Cause CAUSE = new Cause("TEST", "");
  private static final List<Account> ACCOUNTS =
      List.of(
          account("CASH", Limit.NONE),
          account("SALES", Limit.NONE),
          account("W1", Limit.DEBITS_MUST_NOT_EXCEED_CREDITS),
          account("W2", Limit.DEBITS_MUST_NOT_EXCEED_CREDITS),
          account("D", Limit.CREDITS_MUST_NOT_EXCEED_DEBITS));

  @Property(tries = 300)
  void debitsEqualCreditsAndLimitsHold(@ForAll long seed) {
    Random chance = new Random(seed);
    LedgerState state = LedgerState.of(ACCOUNTS);
    Instant now = START;
    for (int step = 0; step < 40; step++) {
      now = now.plusSeconds(chance.nextInt(30));
      List<List<Transfer>> chains = chains(chance, now);
      LedgerState.Applied applied = state.apply(chains, now);
      check(applied.state());
      checkRepetition(applied, chains, now);
      state = applied.state();
    }
    LedgerState end = state.apply(List.of(), now.plusSeconds(3_600)).state();
    for (Account account : ACCOUNTS) {
      Balances balances = end.balances(account.id()).orElseThrow();
      assertThat(balances.debitsPending()).as("every hold has ended").isZero();
      assertThat(balances.creditsPending()).isZero();
    }
  }

  /** I13: asked again, whatever took effect exists, and the ledger stays as it is. */
  private static void checkRepetition(
      LedgerState.Applied applied, List<List<Transfer>> chains, Instant now) {
    LedgerState.Applied again = applied.state().apply(chains, now);
    for (int i = 0; i < applied.results().size(); i++) {
      if (applied.results().get(i) == TransferResult.DONE) {
        assertThat(again.results().get(i)).isEqualTo(TransferResult.EXISTS);
      }
    }
    if (!applied.results().contains(TransferResult.LINKED_TRANSFER_FAILED)
        && again.results().stream().noneMatch(result -> result == TransferResult.DONE)) {
      for (Account account : ACCOUNTS) {
        assertThat(again.state().balances(account.id()))
            .isEqualTo(applied.state().balances(account.id()));
      }
    }
  }

  private static void check(LedgerState state) {
    long debits = 0;
    long credits = 0;
    long debitsPending = 0;
    long creditsPending = 0;
    for (Account account : ACCOUNTS) {
      Balances sums = state.balances(account.id()).orElseThrow();
      debits += sums.debitsPosted();
      credits += sums.creditsPosted();
      debitsPending += sums.debitsPending();
      creditsPending += sums.creditsPending();
      assertThat(sums.debitsPending()).isNotNegative();
      assertThat(sums.creditsPending()).isNotNegative();
      switch (account.limit()) {
        case NONE -> {}
        case DEBITS_MUST_NOT_EXCEED_CREDITS ->
            assertThat(sums.debitsPosted() + sums.debitsPending())
                .isLessThanOrEqualTo(sums.creditsPosted());
        case CREDITS_MUST_NOT_EXCEED_DEBITS ->
            assertThat(sums.creditsPosted() + sums.creditsPending())
                .isLessThanOrEqualTo(sums.debitsPosted());
      }
    }
    assertThat(debits).isEqualTo(credits);
    assertThat(debitsPending).isEqualTo(creditsPending);
  }

  private static List<List<Transfer>> chains(Random chance, Instant now) {
    List<List<Transfer>> chains = new ArrayList<>();
    for (int i = 0; i <= chance.nextInt(3); i++) {
      List<Transfer> chain = new ArrayList<>();
      for (int j = 0; j <= chance.nextInt(3); j++) {
        chain.add(transfer(chance, now));
      }
      chains.add(chain);
    }
    return chains;
  }

  private static Transfer transfer(Random chance, Instant now) {
    TransferId id = LedgerTable.transferId("T" + chance.nextInt(60));
    TransferId hold = LedgerTable.transferId("T" + chance.nextInt(60));
    Sides sides =
        new Sides(
            ACCOUNTS.get(chance.nextInt(ACCOUNTS.size())).id(),
            ACCOUNTS.get(chance.nextInt(ACCOUNTS.size())).id());
    Money amount = Money.of(chance.nextInt(21) - 1, CNY);
    return switch (chance.nextInt(5)) {
      case 0, 1 -> new Move(id, sides, amount, CAUSE);
      case 2 -> new Hold(id, sides, amount, CAUSE, now.plusSeconds(chance.nextInt(90)));
      case 3 ->
          new Post(
              id,
              hold,
              Optional.of(amount).filter(some -> chance.nextBoolean()).orElse(null),
              CAUSE);
      default -> new Transfer.Void(id, hold, CAUSE);
    };
  }

  private static Account account(String name, Limit limit) {
    return Account.of(LedgerTable.accountId(name), CNY, limit);
  }
}
