package io.shanmen.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.ledger.Account;
import io.shanmen.kernel.ledger.Account.Limit;
import io.shanmen.kernel.ledger.AccountId;
import io.shanmen.kernel.ledger.Balances;
import io.shanmen.kernel.ledger.LedgerState;
import io.shanmen.kernel.ledger.Transfer;
import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.ledger.Transfer.Hold;
import io.shanmen.kernel.ledger.Transfer.Move;
import io.shanmen.kernel.ledger.Transfer.Post;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.server.foundation.GroupCommit;
import io.shanmen.server.foundation.GroupCommit.Limits;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkIT
class LedgerIT {

  private static final Currency CNY = Currency.getInstance("CNY");
  private static final AccountRef BANK = AccountRef.of("BANK", "park");
  private static final AccountRef SALES = AccountRef.of("SALES", "park");
  private static final AccountRef WALLET =
      new AccountRef("WALLET", "1", Limit.DEBITS_MUST_NOT_EXCEED_CREDITS);
  private static final AccountRef DRAWER =
      new AccountRef("DRAWER", "1", Limit.CREDITS_MUST_NOT_EXCEED_DEBITS);
  private static final AccountRef UNKNOWN = AccountRef.of("UNKNOWN", "nobody");
  private static final List<AccountRef> OPENED = List.of(BANK, SALES, WALLET, DRAWER);

  @Autowired Ledger ledger;
  @Autowired ParkClock parkClock;
  @Autowired LedgerJanitor janitor;
  @Autowired TransactionTemplate transaction;
  @Autowired GroupCommit.Ground ground;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void theDatabaseAgreesWithTheKernelsModelOnGeneratedSequences(long seed) {
    Random random = new Random(seed);
    open();
    LedgerState model =
        LedgerState.of(OPENED.stream().map(ref -> Account.of(ref.id(), CNY, ref.limit())).toList());
    List<TransferId> ids =
        IntStream.range(0, 60)
            .mapToObj(i -> new TransferId(new UUID(random.nextLong(), random.nextLong())))
            .toList();
    for (int step = 0; step < 30; step++) {
      List<List<Transfer>> chains = chains(random, ids);
      LedgerState.Applied applied = model.apply(chains, clock.instant());
      assertThat(post(chains))
          .as("seed %s, step %s: %s", seed, step, chains)
          .isEqualTo(applied.results());
      model = applied.state();
      janitor.expireHolds();
      for (AccountRef account : OPENED) {
        assertThat(balances(account))
            .as("seed %s, step %s: %s after %s", seed, step, account.kind(), chains)
            .isEqualTo(model.balances(account.id()).orElseThrow());
      }
      clock.advance(Duration.ofSeconds(random.nextInt(40)));
    }
  }

  @Test
  void i6ALimitHoldsAmongAThousandParallelDebits() throws Exception {
    open();
    post(List.of(List.of(move(BANK, WALLET, 50_000))));
    try (GroupCommit<Move, TransferResult> writer =
            ground.start(
                "test-ledger", Limits.usual(), Move::id, set -> ledger.post(set, parkClock.now()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<TransferResult>> results =
          IntStream.range(0, 1_000)
              .mapToObj(i -> move(WALLET, SALES, 100))
              .map(move -> threads.submit(() -> writer.submit(move)))
              .toList();
      List<TransferResult> all = new ArrayList<>();
      for (Future<TransferResult> result : results) {
        all.add(result.get());
      }
      assertThat(Collections.frequency(all, TransferResult.DONE)).isEqualTo(500);
      assertThat(Collections.frequency(all, TransferResult.EXCEEDS_CREDITS)).isEqualTo(500);
    }
    assertThat(balances(WALLET)).isEqualTo(new Balances(50_000, 50_000, 0, 0));
  }

  @Test
  void i13TheSameTransferTakesEffectOnce() {
    open();
    Move sale = move(DRAWER, SALES, 8_000);
    assertThat(post(List.of(List.of(sale), List.of(sale))))
        .containsExactly(TransferResult.DONE, TransferResult.EXISTS);
    assertThat(post(List.of(List.of(sale)))).containsExactly(TransferResult.EXISTS);
    Move other = new Move(sale.id(), sale.sides(), money(8_001), sale.cause());
    assertThat(post(List.of(List.of(other))))
        .containsExactly(TransferResult.EXISTS_WITH_DIFFERENT_CONTENT);
    assertThat(balances(DRAWER).debitsPosted()).isEqualTo(8_000);
  }

  @Test
  void whatWasPostedCanNeitherBeChangedNorDeleted() {
    open();
    post(List.of(List.of(move(DRAWER, SALES, 8_000))));
    assertThatThrownBy(() -> jdbc.sql("UPDATE ledger.transfer SET amount_minor = 1").update())
        .hasMessageContaining("only appends");
    assertThatThrownBy(() -> jdbc.sql("DELETE FROM ledger.transfer").update())
        .hasMessageContaining("only appends");
  }

  @Test
  void aClosedAccountTakesNothingMore() {
    open();
    post(List.of(List.of(move(DRAWER, SALES, 8_000))));
    transaction.executeWithoutResult(status -> ledger.close(List.of(DRAWER.id())));
    assertThat(post(List.of(List.of(move(DRAWER, SALES, 1)))))
        .containsExactly(TransferResult.DEBIT_ACCOUNT_CLOSED);
    assertThat(post(List.of(List.of(move(SALES, DRAWER, 1)))))
        .containsExactly(TransferResult.CREDIT_ACCOUNT_CLOSED);
  }

  @Test
  void sumsByReasonAddUpToTheBalance() {
    open();
    post(
        List.of(
            List.of(move(DRAWER, SALES, 8_000, "CASH_SALE")),
            List.of(move(DRAWER, SALES, 4_000, "CASH_SALE")),
            List.of(move(SALES, DRAWER, 500, "CASH_REFUND"))));
    List<ReasonSum> sums = transaction.execute(status -> ledger.sumsByReason(DRAWER.id()));
    assertThat(sums)
        .containsExactly(
            new ReasonSum("CASH_REFUND", 1, money(0), money(500)),
            new ReasonSum("CASH_SALE", 2, money(12_000), money(0)));
    assertThat(
            jdbc.sql("SELECT sum(debits_minor - credits_minor) FROM ledger.v_sum WHERE kind = ?")
                .param("DRAWER")
                .query(Long.class)
                .single())
        .isEqualTo(11_500);
  }

  private List<List<Transfer>> chains(Random random, List<TransferId> ids) {
    List<List<Transfer>> chains = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      List<Transfer> chain = new ArrayList<>();
      int length = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
      for (int j = 0; j < length; j++) {
        chain.add(transfer(random, ids));
      }
      chains.add(chain);
    }
    return chains;
  }

  private Transfer transfer(Random random, List<TransferId> ids) {
    TransferId id = ids.get(random.nextInt(ids.size()));
    TransferId hold = ids.get(random.nextInt(ids.size()));
    Money amount = money(random.nextInt(40) - 1);
    Cause cause = new Cause("TEST", "r" + random.nextInt(2));
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> new Move(id, sides(random), amount, cause);
      case 3 ->
          new Hold(
              id, sides(random), amount, cause, clock.instant().plusSeconds(random.nextInt(90)));
      case 4 -> new Post(id, hold, random.nextBoolean() ? null : amount, cause);
      default -> new Transfer.Void(id, hold, cause);
    };
  }

  private static Sides sides(Random random) {
    return new Sides(account(random).id(), account(random).id());
  }

  private static AccountRef account(Random random) {
    return random.nextInt(20) == 0 ? UNKNOWN : OPENED.get(random.nextInt(OPENED.size()));
  }

  private static Move move(AccountRef debit, AccountRef credit, long minor) {
    return move(debit, credit, minor, "TEST");
  }

  private static Move move(AccountRef debit, AccountRef credit, long minor, String reason) {
    return new Move(
        new TransferId(UUID.randomUUID()),
        new Sides(debit.id(), credit.id()),
        money(minor),
        new Cause(reason, "test"));
  }

  private static Money money(long minor) {
    return Money.of(minor, CNY);
  }

  private void open() {
    transaction.executeWithoutResult(
        status -> {
          ledger.open(OPENED);
          ledger.open(OPENED);
        });
  }

  private List<TransferResult> post(List<List<Transfer>> chains) {
    return transaction.execute(status -> ledger.postChains(chains, parkClock.now()));
  }

  private Balances balances(AccountRef account) {
    AccountId id = account.id();
    return ledger.balances(List.of(id)).getOrDefault(id, Balances.ZERO);
  }
}
