package io.shanmen.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the ledger as tables; {@link LedgerTable} explains the language. */
class LedgerStateTest {

  @Test
  void aMoveDebitsOneSideAndCreditsTheOther() {
    LedgerTable.play(
        """
        account A
        account B
        move T1 A B 10 -> DONE
        move T2 B A 3  -> DONE
        balance A 10 3 0 0
        balance B 3 10 0 0
        """);
  }

  @Test
  void aHoldIsPostedInFullOrInPartAndTheRestIsFree() {
    LedgerTable.play(
        """
        account A
        account B
        hold H1 A B 10 +60 -> DONE
        balance A 0 0 10 0
        balance B 0 0 0 10
        post T1 H1 7 -> DONE
        balance A 7 0 0 0
        balance B 0 7 0 0
        hold H2 A B 5 +60 -> DONE
        post T2 H2 -> DONE
        balance A 12 0 0 0
        """);
  }

  @Test
  void aHoldEndsOnce() {
    LedgerTable.play(
        """
        account A
        account B
        hold H1 A B 10 +60 -> DONE
        hold H2 A B 10 +60 -> DONE
        hold H3 A B 10 +60 -> DONE
        post T1 H1 -> DONE
        post T2 H1 -> HOLD_ALREADY_POSTED
        void T3 H1 -> HOLD_ALREADY_POSTED
        void T4 H2 -> DONE
        void T5 H2 -> HOLD_ALREADY_VOIDED
        post T6 H2 -> HOLD_ALREADY_VOIDED
        tick 59
        balance A 10 0 10 0
        tick 1
        balance A 10 0 0 0
        post T7 H3 -> HOLD_EXPIRED
        void T8 H3 -> HOLD_EXPIRED
        """);
  }

  @Test
  void aHoldMayBePostedUntilTheMomentItIsOver() {
    LedgerTable.play(
        """
        account A
        account B
        hold H1 A B 10 +60 -> DONE
        tick 59
        post T1 H1 -> DONE
        balance A 10 0 0 0
        """);
  }

  @Test
  void aWalletSpendsNoMoreThanWasPutInHoldsIncluded() {
    LedgerTable.play(
        """
        account CASH
        account W WALLET
        move T1 CASH W 100      -> DONE
        move T2 W CASH 101      -> EXCEEDS_CREDITS
        hold H1 W CASH 60 +60   -> DONE
        move T3 W CASH 41       -> EXCEEDS_CREDITS
        move T4 W CASH 40       -> DONE
        void T5 H1              -> DONE
        move T6 W CASH 60       -> DONE
        move T7 W CASH 1        -> EXCEEDS_CREDITS
        balance W 100 100 0 0
        """);
  }

  @Test
  void whatIsOnlyHeldToComeInCannotBeSpent() {
    LedgerTable.play(
        """
        account CASH
        account W WALLET
        hold H1 CASH W 100 +60 -> DONE
        move T1 W CASH 1       -> EXCEEDS_CREDITS
        post T2 H1 30          -> DONE
        move T3 W CASH 30      -> DONE
        """);
  }

  @Test
  void aDrawerGivesOutNoMoreThanItTookIn() {
    LedgerTable.play(
        """
        account D DRAWER
        account SALES
        move T1 SALES D 1     -> EXCEEDS_DEBITS
        move T2 D SALES 50    -> DONE
        move T3 SALES D 50    -> DONE
        hold H1 SALES D 1 +60 -> EXCEEDS_DEBITS
        """);
  }

  @Test
  void whatIsHeldToComeInOfADrawerCountsAgainstItsLimit() {
    LedgerTable.play(
        """
        account D DRAWER
        account SALES
        move T1 D SALES 50     -> DONE
        hold H1 SALES D 30 +60 -> DONE
        move T2 SALES D 21     -> EXCEEDS_DEBITS
        move T3 SALES D 20     -> DONE
        post T4 H1             -> DONE
        balance D 50 50 0 0
        """);
  }

  @Test
  void heldAmountsCountTowardsAnOverflow() {
    LedgerTable.play(
        """
        account A
        account B
        account C
        hold H1 A B 9223372036854775807 +60 -> DONE
        move T1 A C 1                       -> OVERFLOW
        move T2 C B 1                       -> OVERFLOW
        void T3 H1                          -> DONE
        move T4 A B 9223372036854775807     -> DONE
        hold H2 A C 1 +60                   -> OVERFLOW
        hold H3 C B 1 +60                   -> OVERFLOW
        move T5 B A 9223372036854775807     -> DONE
        """);
  }

  @Test
  void aHoldThatExpiredFreesTheLimitAtOnce() {
    LedgerTable.play(
        """
        account CASH
        account W WALLET
        move T1 CASH W 10     -> DONE
        hold H1 W CASH 10 +60 -> DONE
        move T2 W CASH 10     -> EXCEEDS_CREDITS
        tick 60
        move T3 W CASH 10     -> DONE
        """);
  }

  @Test
  void askingAgainDoesNothingAndOtherContentIsAConflict() {
    LedgerTable.play(
        """
        account A
        account B
        account C
        move T1 A B 10     -> DONE
        move T1 A B 10     -> EXISTS
        move T1 A B 11     -> EXISTS_WITH_DIFFERENT_CONTENT
        move T1 A C 10     -> EXISTS_WITH_DIFFERENT_CONTENT
        hold T1 A B 10 +60 -> EXISTS_WITH_DIFFERENT_CONTENT
        hold H1 A B 10 +60 -> DONE
        hold H1 A B 10 +60 -> EXISTS
        hold H1 A B 10 +61 -> EXISTS_WITH_DIFFERENT_CONTENT
        post T2 H1         -> DONE
        post T2 H1         -> EXISTS
        post T2 H1 10      -> EXISTS      # all of it is ten
        post T2 H1 9       -> EXISTS_WITH_DIFFERENT_CONTENT
        void T2 H1         -> EXISTS_WITH_DIFFERENT_CONTENT
        balance A 20 0 0 0
        """);
  }

  @Test
  void anIdThatFailedForAReasonThatMayPassIsSpent() {
    LedgerTable.play(
        """
        account CASH
        account W WALLET
        move T1 W CASH 10   -> EXCEEDS_CREDITS
        move T2 CASH W 10   -> DONE
        move T1 W CASH 10   -> ID_ALREADY_FAILED
        move T3 W CASH 10   -> DONE
        move T4 NEW CASH 1  -> DEBIT_ACCOUNT_NOT_FOUND
        account NEW
        move T4 NEW CASH 1  -> ID_ALREADY_FAILED
        post T5 H1          -> HOLD_NOT_FOUND
        hold H1 CASH W 1 +9 -> DONE
        post T5 H1          -> ID_ALREADY_FAILED
        """);
  }

  @Test
  void anIdThatFailedForAReasonThatStaysIsNot() {
    LedgerTable.play(
        """
        account A
        account B
        move T1 A B 0  -> AMOUNT_MUST_BE_POSITIVE
        move T1 A B -5 -> AMOUNT_MUST_BE_POSITIVE
        move T1 A A 5  -> ACCOUNTS_MUST_DIFFER
        move T1 A B 5  -> DONE
        """);
  }

  @Test
  void onAClosedAccountHoldsAreOnlyVoided() {
    LedgerTable.play(
        """
        account A
        account B
        hold H1 A B 10 +60 -> DONE
        hold H2 A B 10 +60 -> DONE
        close B
        move T1 A B 1      -> CREDIT_ACCOUNT_CLOSED
        move T2 B A 1      -> DEBIT_ACCOUNT_CLOSED
        hold H3 A B 1 +60  -> CREDIT_ACCOUNT_CLOSED
        post T3 H1         -> CREDIT_ACCOUNT_CLOSED
        void T4 H1         -> DONE
        tick 60
        balance B 0 0 0 0
        """);
  }

  @Test
  void aChainTakesEffectAllOrNone() {
    LedgerTable.play(
        """
        account CASH
        account W WALLET
        account SALES
        chain
        move T1 CASH W 10  -> LINKED_TRANSFER_FAILED
        move T2 W SALES 11 -> EXCEEDS_CREDITS
        move T3 CASH W 5   -> LINKED_TRANSFER_FAILED
        end
        balance W 0 0 0 0
        chain
        move T1 CASH W 10  -> DONE     # not spent: it did not fail itself
        move T4 W SALES 10 -> DONE
        end
        balance W 10 10 0 0
        chain
        move T1 CASH W 10  -> EXISTS
        move T4 W SALES 10 -> EXISTS
        end
        balance W 10 10 0 0
        chain
        move T2 W SALES 11 -> ID_ALREADY_FAILED
        end
        """);
  }

  @Test
  void aHoldUndoneWithItsChainIsNotThere() {
    LedgerTable.play(
        """
        account A
        account B
        chain
        hold H1 A B 10 +60 -> LINKED_TRANSFER_FAILED
        post T1 H1 11      -> EXCEEDS_HOLD
        end
        post T2 H1         -> HOLD_NOT_FOUND
        balance A 0 0 0 0
        """);
  }

  /** Everything is wrong at once; each line mends the fault that the line before has shown. */
  @Test
  void theFirstFaultInTheOrderOfPrecedenceIsTheAnswer() {
    LedgerTable.play(
        """
        account A
        account W WALLET
        account U NONE USD
        account C
        close C
        account BIG WALLET
        move T0 A W 9223372036854775807 -> DONE
        move T1 X X 0 USD     -> AMOUNT_MUST_BE_POSITIVE
        hold H1 X X 5 +0      -> HOLD_ALREADY_OVER
        move T1 X X 5 USD     -> ACCOUNTS_MUST_DIFFER
        move T1 X Y 5 USD     -> DEBIT_ACCOUNT_NOT_FOUND
        move T2 C Y 5 USD     -> CREDIT_ACCOUNT_NOT_FOUND
        move T3 C U 5 USD     -> CURRENCY_DIFFERS
        move T3 U C 5 USD     -> CURRENCY_DIFFERS
        move T3 A W 5 USD     -> CURRENCY_DIFFERS
        move T3 C W 5         -> DEBIT_ACCOUNT_CLOSED
        move T4 BIG C 5       -> CREDIT_ACCOUNT_CLOSED
        move T5 BIG W 1       -> OVERFLOW
        move T5 BIG A 1       -> EXCEEDS_CREDITS
        hold H2 A W 0 +0      -> AMOUNT_MUST_BE_POSITIVE
        post T6 H9 0          -> AMOUNT_MUST_BE_POSITIVE
        post T6 H9 1 USD      -> HOLD_NOT_FOUND
        hold H3 W A 5 +60     -> DONE
        void T7 H3            -> DONE
        post T8 H3 6 USD      -> CURRENCY_DIFFERS
        post T8 H3 6          -> HOLD_ALREADY_VOIDED
        hold H4 W A 5 +60     -> DONE
        close A
        post T8 H4 6          -> EXCEEDS_HOLD
        post T8 H4 5          -> CREDIT_ACCOUNT_CLOSED
        """);
  }

  @Test
  void eachTransferOfASetStandsForItself() {
    Transfer release =
        new Transfer.Void(
            LedgerTable.transferId("T1"),
            LedgerTable.transferId("H1"),
            new Transfer.Cause("TEST", ""));
    LedgerState.Applied applied =
        LedgerState.of(List.of()).applyEach(List.of(release, release), Instant.EPOCH);
    assertThat(applied.results())
        .containsExactly(TransferResult.HOLD_NOT_FOUND, TransferResult.ID_ALREADY_FAILED);
  }

  @Test
  void aLedgerIsAValue() {
    LedgerState before = LedgerState.of(List.of());
    LedgerState after =
        before.with(
            Account.of(
                LedgerTable.accountId("A"), Currency.getInstance("CNY"), Account.Limit.NONE));
    assertThat(before.balances(LedgerTable.accountId("A"))).isEmpty();
    assertThat(after.balances(LedgerTable.accountId("A"))).hasValue(Balances.ZERO);
  }

  @ParameterizedTest
  @EnumSource(names = {"DONE", "EXISTS", "LINKED_TRANSFER_FAILED", "ID_ALREADY_FAILED"})
  void whatIsNotAFailureOfItsOwnSpendsNoId(TransferResult result) {
    assertThat(result.spendsTheId()).isFalse();
  }
}
