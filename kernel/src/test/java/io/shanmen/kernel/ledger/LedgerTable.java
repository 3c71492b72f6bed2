package io.shanmen.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ledger.Account.Limit;
import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.ledger.Transfer.Hold;
import io.shanmen.kernel.ledger.Transfer.Move;
import io.shanmen.kernel.ledger.Transfer.Post;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plays a table: one line is one event and what is expected of it.
 *
 * <pre>
 * account A [NONE|WALLET|DRAWER] [CNY]      an account and its limit
 * close A                                   closes it
 * move T1 A B 10 [USD]           -> DONE    10 from A to B
 * hold H1 A B 10 +60             -> DONE    held for 60 seconds
 * post T2 H1 [7]                 -> DONE    7 of it, or all
 * void T3 H1                     -> DONE
 * tick 60                                   time goes on
 * balance A 0 10 0 0                        debits, credits posted; debits, credits pending
 * chain / end                               what stands between them takes effect all or none
 * </pre>
 */
final class LedgerTable {

  private LedgerState state = LedgerState.of(List.of());
  private Instant now = Instant.parse("2026-11-22T04:00:00Z");
  private @Nullable List<Transfer> chain;
  private final List<TransferResult> expected = new ArrayList<>();

  static void play(String table) {
    LedgerTable player = new LedgerTable();
    for (String line : table.lines().toList()) {
      String text = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
      if (!text.isBlank()) {
        player.playLine(text.strip());
      }
    }
  }

  private void playLine(String line) {
    String[] sides = line.split("->");
    String[] words = sides[0].strip().split(" +");
    switch (words[0]) {
      case "account" -> state = state.with(account(words));
      case "close" -> {
        Account open = state.accounts.get(accountId(words[1]));
        assertThat(open).as(line).isNotNull();
        state = state.with(new Account(open.id(), open.currency(), open.limit(), true));
      }
      case "tick" -> now = now.plusSeconds(Long.parseLong(words[1]));
      case "balance" -> {
        state = state.apply(List.of(), now).state();
        assertThat(state.balances(accountId(words[1]))).as(line).hasValue(balances(words));
      }
      case "chain" -> chain = new ArrayList<>();
      case "end" -> {
        apply(line, chain == null ? List.of() : chain);
        chain = null;
      }
      default -> {
        expected.add(TransferResult.valueOf(sides[1].strip()));
        Transfer transfer = transfer(words);
        if (chain == null) {
          apply(line, List.of(transfer));
        } else {
          chain.add(transfer);
        }
      }
    }
  }

  private void apply(String line, List<Transfer> transfers) {
    LedgerState.Applied applied = state.apply(List.of(transfers), now);
    assertThat(applied.results()).as(line).isEqualTo(expected);
    expected.clear();
    state = applied.state();
  }

  private static Account account(String[] words) {
    Limit limit =
        switch (words.length > 2 ? words[2] : "NONE") {
          case "WALLET" -> Limit.DEBITS_MUST_NOT_EXCEED_CREDITS;
          case "DRAWER" -> Limit.CREDITS_MUST_NOT_EXCEED_DEBITS;
          default -> Limit.NONE;
        };
    return Account.of(accountId(words[1]), currency(words, 3), limit);
  }

  private Transfer transfer(String[] words) {
    TransferId id = transferId(words[1]);
    Cause cause = new Cause("TEST", words[0]);
    return switch (words[0]) {
      case "move" -> new Move(id, sides(words), money(words), cause);
      case "hold" ->
          new Hold(
              id, sides(words), money(words), cause, now.plusSeconds(Long.parseLong(words[5])));
      case "post" ->
          new Post(
              id,
              transferId(words[2]),
              words.length > 3 ? Money.of(Long.parseLong(words[3]), currency(words, 4)) : null,
              cause);
      case "void" -> new Transfer.Void(id, transferId(words[2]), cause);
      default -> throw new IllegalArgumentException(Arrays.toString(words));
    };
  }

  private static Sides sides(String[] words) {
    return new Sides(accountId(words[2]), accountId(words[3]));
  }

  private static Money money(String[] words) {
    return Money.of(Long.parseLong(words[4]), currency(words, 5));
  }

  private static Currency currency(String[] words, int at) {
    boolean named = words.length > at && words[at].matches("[A-Z]{3}");
    return Currency.getInstance(named ? words[at] : "CNY");
  }

  private static Balances balances(String[] words) {
    return new Balances(
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]));
  }

  static AccountId accountId(String name) {
    return new AccountId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  static TransferId transferId(String name) {
    return new TransferId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}
