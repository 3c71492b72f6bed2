package io.shanmen.server.ledger;

import io.shanmen.kernel.ledger.Account;
import io.shanmen.kernel.ledger.Account.Limit;
import io.shanmen.kernel.ledger.AccountId;
import io.shanmen.kernel.ledger.Balances;
import io.shanmen.kernel.ledger.Transfer.Cause;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.kernel.money.Money;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.ledger.Row.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and appends accounts, balances and transfers in sets. */
@Component
class LedgerStore {

  private static final String TRANSFER =
      """
      SELECT t.transfer_id, t.type, t.debit_account_id, t.credit_account_id, t.amount_minor,
        t.reason, t.reference, t.hold_id, t.expires_at
      FROM ledger.transfer t
      """;

  private final JdbcClient jdbc;
  private final ParkProfile park;

  LedgerStore(JdbcClient jdbc, ParkProfile park) {
    this.jdbc = jdbc;
    this.park = park;
  }

  void open(Collection<AccountRef> accounts) {
    List<AccountRef> refs = List.copyOf(accounts);
    jdbc.sql(
            """
            WITH wanted AS (
              SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[])
                AS w (account_id, kind, owner, limit_rule)
            ), opened AS (
              INSERT INTO ledger.account (account_id, kind, owner, currency, limit_rule)
              SELECT account_id, kind, owner, ?, limit_rule FROM wanted ORDER BY account_id
              ON CONFLICT DO NOTHING
              RETURNING account_id, limit_rule
            )
            INSERT INTO ledger.balance (account_id, limit_rule)
            SELECT account_id, limit_rule FROM opened WHERE limit_rule <> 'NONE'
            """)
        .param(refs.stream().map(ref -> ref.id().value()).toArray(UUID[]::new))
        .param(refs.stream().map(AccountRef::kind).toArray(String[]::new))
        .param(refs.stream().map(AccountRef::owner).toArray(String[]::new))
        .param(refs.stream().map(ref -> ref.limit().name()).toArray(String[]::new))
        .param(park.park().currency().getCurrencyCode())
        .update();
  }

  /** Closes those of the accounts that have a limit; returns how many those were. */
  int close(Collection<AccountId> accounts) {
    return jdbc.sql("UPDATE ledger.balance SET closed = true WHERE account_id = ANY (?::uuid[])")
        .param(accountIds(accounts))
        .update();
  }

  /** Accounts, and the balances of those that have a limit. */
  record Locked(Map<AccountId, Account> accounts, Map<AccountId, Balances> balances) {

    Locked and(Locked others) {
      Map<AccountId, Account> allAccounts = new HashMap<>(accounts);
      allAccounts.putAll(others.accounts);
      Map<AccountId, Balances> allBalances = new HashMap<>(balances);
      allBalances.putAll(others.balances);
      return new Locked(allAccounts, allBalances);
    }
  }

  /** These accounts; the balances of those that have a limit are locked in one order. */
  Locked lock(Collection<AccountId> accounts) {
    Locked locked = new Locked(new HashMap<>(), new HashMap<>());
    jdbc.sql(
            """
            WITH kept AS (
              SELECT * FROM ledger.balance
              WHERE account_id = ANY (?::uuid[])
              ORDER BY account_id
              FOR UPDATE
            )
            SELECT a.account_id, a.currency, a.limit_rule, coalesce(kept.closed, false) AS closed,
              kept.account_id IS NOT NULL AS is_kept, kept.debits_posted, kept.credits_posted,
              kept.debits_pending, kept.credits_pending
            FROM ledger.account a
            LEFT JOIN kept USING (account_id)
            WHERE a.account_id = ANY (?::uuid[])
            """)
        .param(accountIds(accounts))
        .param(accountIds(accounts))
        .query(
            row -> {
              Account account = account(row);
              locked.accounts().put(account.id(), account);
              if (row.getBoolean("is_kept")) {
                locked.balances().put(account.id(), balances(row));
              }
            });
    return locked;
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        accountId(row, "account_id"),
        Currency.getInstance(row.getString("currency")),
        Limit.valueOf(row.getString("limit_rule")),
        row.getBoolean("closed"));
  }

  /** The balances of those accounts that have a limit. */
  Map<AccountId, Balances> keptBalances(Collection<AccountId> accounts) {
    Map<AccountId, Balances> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT account_id, debits_posted, credits_posted, debits_pending, credits_pending
            FROM ledger.balance
            WHERE account_id = ANY (?::uuid[])
            """)
        .param(accountIds(accounts))
        .query(
            row -> {
              found.put(accountId(row, "account_id"), balances(row));
            });
    return found;
  }

  Map<TransferId, Row> transfers(Collection<TransferId> ids) {
    return rows(TRANSFER + "WHERE t.transfer_id = ANY (?::uuid[])", transferIds(ids), Row::id);
  }

  /** Holds of these ids, locked so that nobody else settles them meanwhile. */
  Map<TransferId, Row> lockHolds(Collection<TransferId> ids) {
    return rows(
        TRANSFER
            + """
            WHERE t.transfer_id = ANY (?::uuid[]) AND t.type = 'HOLD'
            ORDER BY t.transfer_id
            FOR UPDATE
            """,
        transferIds(ids),
        Row::id);
  }

  /** Holds on these accounts that are over and have not been settled, by anybody. */
  Map<TransferId, Row> holdsThatAreOver(Collection<AccountId> accounts, Instant now) {
    UUID[] ids = accountIds(accounts);
    return jdbc
        .sql(
            TRANSFER
                + """
                WHERE t.type = 'HOLD' AND t.expires_at <= ?
                  AND (t.debit_account_id = ANY (?::uuid[])
                    OR t.credit_account_id = ANY (?::uuid[]))
                  AND NOT EXISTS (SELECT FROM ledger.transfer s WHERE s.hold_id = t.transfer_id)
                """)
        .param(utc(now))
        .param(ids)
        .param(ids)
        .query(this::row)
        .stream()
        .collect(Collectors.toMap(Row::id, Function.identity()));
  }

  /** Holds that are over and have not been settled, by anybody; the oldest first. */
  List<TransferId> holdsThatAreOver(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT t.transfer_id FROM ledger.transfer t
            WHERE t.type = 'HOLD' AND t.expires_at <= ?
              AND NOT EXISTS (SELECT FROM ledger.transfer s WHERE s.hold_id = t.transfer_id)
            ORDER BY t.expires_at
            LIMIT ?
            """)
        .param(utc(now))
        .param(limit)
        .query((row, number) -> new TransferId(row.getObject("transfer_id", UUID.class)))
        .list();
  }

  Map<TransferId, Row> settlements(Collection<TransferId> holds) {
    return rows(
        TRANSFER + "WHERE t.hold_id = ANY (?::uuid[])",
        transferIds(holds),
        row -> {
          TransferId hold = row.hold();
          if (hold == null) {
            throw new IllegalStateException("a settlement of nothing: " + row);
          }
          return hold;
        });
  }

  Map<TransferId, TransferResult> failed(Collection<TransferId> ids) {
    Map<TransferId, TransferResult> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT transfer_id, result FROM ledger.failed_transfer
            WHERE transfer_id = ANY (?::uuid[])
            """)
        .param(transferIds(ids))
        .query(
            row -> {
              found.put(
                  new TransferId(row.getObject("transfer_id", UUID.class)),
                  TransferResult.valueOf(row.getString("result")));
            });
    return found;
  }

  void write(PostingBook book, Moment now) {
    append(book, now);
    spend(book.newlyFailed(), now.at());
  }

  Map<AccountId, Balances> sums(Collection<AccountId> accounts) {
    Map<AccountId, Balances> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT side.account_id,
              coalesce(sum(side.debit) FILTER (WHERE t.type IN ('MOVE', 'POST')), 0)
                AS debits_posted,
              coalesce(sum(side.credit) FILTER (WHERE t.type IN ('MOVE', 'POST')), 0)
                AS credits_posted,
              coalesce(sum(side.debit) FILTER (WHERE t.type = 'HOLD' AND s.hold_id IS NULL), 0)
                AS debits_pending,
              coalesce(sum(side.credit) FILTER (WHERE t.type = 'HOLD' AND s.hold_id IS NULL), 0)
                AS credits_pending
            FROM ledger.transfer t
            LEFT JOIN ledger.transfer s ON t.type = 'HOLD' AND s.hold_id = t.transfer_id
            CROSS JOIN LATERAL (VALUES
              (t.debit_account_id, t.amount_minor, 0),
              (t.credit_account_id, 0, t.amount_minor)
            ) AS side (account_id, debit, credit)
            WHERE (t.debit_account_id = ANY (?::uuid[]) OR t.credit_account_id = ANY (?::uuid[]))
              AND side.account_id = ANY (?::uuid[])
            GROUP BY side.account_id
            """)
        .param(accountIds(accounts))
        .param(accountIds(accounts))
        .param(accountIds(accounts))
        .query(
            row -> {
              found.put(accountId(row, "account_id"), balances(row));
            });
    return found;
  }

  List<ReasonSum> sumsByReason(AccountId account) {
    Currency currency = park.park().currency();
    return jdbc.sql(
            """
            SELECT reason, count(*) AS transfers,
              sum(CASE WHEN debit_account_id = ? THEN amount_minor ELSE 0 END) AS debits,
              sum(CASE WHEN credit_account_id = ? THEN amount_minor ELSE 0 END) AS credits
            FROM ledger.transfer
            WHERE type IN ('MOVE', 'POST') AND (debit_account_id = ? OR credit_account_id = ?)
            GROUP BY reason
            ORDER BY reason
            """)
        .params(account.value(), account.value(), account.value(), account.value())
        .query(
            (row, number) ->
                new ReasonSum(
                    row.getString("reason"),
                    row.getInt("transfers"),
                    Money.of(row.getLong("debits"), currency),
                    Money.of(row.getLong("credits"), currency)))
        .list();
  }

  /** Appends what the book decided, and keeps the balances that changed, in one statement. */
  void append(PostingBook book, Moment now) {
    List<Row> rows = book.appended();
    if (rows.isEmpty()) {
      return;
    }
    Map<AccountId, Balances> changed = book.changedBalances();
    List<AccountId> kept = List.copyOf(changed.keySet());
    List<Balances> balances = List.copyOf(changed.values());
    jdbc.sql(
            """
            WITH kept AS (
              UPDATE ledger.balance b
              SET debits_posted = n.debits_posted, credits_posted = n.credits_posted,
                debits_pending = n.debits_pending, credits_pending = n.credits_pending
              FROM unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS n (account_id, debits_posted, credits_posted, debits_pending, credits_pending)
              WHERE b.account_id = n.account_id
            )
            INSERT INTO ledger.transfer
              (transfer_id, type, debit_account_id, credit_account_id, amount_minor, reason,
               reference, hold_id, expires_at, business_day, posted_at)
            SELECT transfer_id, type, debit_account_id, credit_account_id, amount_minor, reason,
              reference, hold_id, expires_at, ?, ?
            FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[],
              ?::text[], ?::uuid[], ?::text[]::timestamptz[])
              AS t (transfer_id, type, debit_account_id, credit_account_id, amount_minor, reason,
                reference, hold_id, expires_at)
            """)
        .param(accountIds(kept))
        .param(balances.stream().map(Balances::debitsPosted).toArray(Long[]::new))
        .param(balances.stream().map(Balances::creditsPosted).toArray(Long[]::new))
        .param(balances.stream().map(Balances::debitsPending).toArray(Long[]::new))
        .param(balances.stream().map(Balances::creditsPending).toArray(Long[]::new))
        .param(now.day().date())
        .param(utc(now.at()))
        .param(transferIds(rows.stream().map(Row::id).toList()))
        .param(texts(rows, row -> row.type().name()))
        .param(accountIds(rows.stream().map(row -> row.entry().sides().debit()).toList()))
        .param(accountIds(rows.stream().map(row -> row.entry().sides().credit()).toList()))
        .param(rows.stream().map(row -> row.entry().amount().minor()).toArray(Long[]::new))
        .param(texts(rows, row -> row.entry().cause().code()))
        .param(texts(rows, row -> row.entry().cause().reference()))
        .param(texts(rows, row -> row.hold() == null ? null : row.hold().value().toString()))
        .param(texts(rows, row -> row.expiresAt() == null ? null : row.expiresAt().toString()))
        .update();
  }

  private void spend(Map<TransferId, TransferResult> failed, Instant now) {
    if (failed.isEmpty()) {
      return;
    }
    List<TransferId> ids = List.copyOf(failed.keySet());
    jdbc.sql(
            """
            INSERT INTO ledger.failed_transfer (transfer_id, result, failed_at)
            SELECT transfer_id, result, ?
            FROM unnest(?::uuid[], ?::text[]) AS f (transfer_id, result)
            ON CONFLICT DO NOTHING
            """)
        .param(utc(now))
        .param(transferIds(ids))
        .param(ids.stream().map(id -> String.valueOf(failed.get(id))).toArray(String[]::new))
        .update();
  }

  private Map<TransferId, Row> rows(String sql, UUID[] ids, Function<Row, TransferId> key) {
    return jdbc.sql(sql).param(ids).query(this::row).stream()
        .collect(Collectors.toMap(key, Function.identity()));
  }

  private Row row(ResultSet row, int number) throws SQLException {
    Entry entry =
        new Entry(
            new Sides(accountId(row, "debit_account_id"), accountId(row, "credit_account_id")),
            park.park().money(row.getLong("amount_minor")),
            new Cause(row.getString("reason"), row.getString("reference")));
    @Nullable UUID hold = row.getObject("hold_id", UUID.class);
    @Nullable OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
    return new Row(
        new TransferId(row.getObject("transfer_id", UUID.class)),
        Row.Type.valueOf(row.getString("type")),
        entry,
        hold == null ? null : new TransferId(hold),
        expiresAt == null ? null : expiresAt.toInstant());
  }

  private static Balances balances(ResultSet row) throws SQLException {
    return new Balances(
        row.getLong("debits_posted"),
        row.getLong("credits_posted"),
        row.getLong("debits_pending"),
        row.getLong("credits_pending"));
  }

  private static AccountId accountId(ResultSet row, String column) throws SQLException {
    return new AccountId(row.getObject(column, UUID.class));
  }

  private static UUID[] accountIds(Collection<AccountId> ids) {
    return ids.stream().map(AccountId::value).toArray(UUID[]::new);
  }

  private static UUID[] transferIds(Collection<TransferId> ids) {
    return ids.stream().map(TransferId::value).toArray(UUID[]::new);
  }

  private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }

  private static OffsetDateTime utc(Instant moment) {
    return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
  }
}
