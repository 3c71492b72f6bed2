package io.shanmen.server.ledger;

import io.shanmen.server.foundation.Invariant;
import io.shanmen.server.foundation.SqlInvariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of the ledger at every commit. */
@Configuration(proxyBeanMethods = false)
class LedgerInvariants {

  @Bean
  Invariant debitsEqualCredits(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "debits equal credits",
        """
        SELECT format('%s: debits %s, credits %s', currency, sum(debit_minor), sum(credit_minor))
        FROM ledger.v_entry
        GROUP BY currency
        HAVING sum(debit_minor) <> sum(credit_minor)
        """);
  }

  /** I12: replaying the transfers gives the balances that are kept. */
  @Bean
  Invariant balancesAreSums(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "I12: the balances that are kept are the sums of the transfers",
        """
        SELECT format('account %s: kept %s/%s pending %s/%s, summed %s/%s pending %s/%s',
          b.account_id, b.debits_posted, b.credits_posted, b.debits_pending, b.credits_pending,
          s.debits_posted, s.credits_posted, s.debits_pending, s.credits_pending)
        FROM ledger.balance b
        CROSS JOIN LATERAL (
          SELECT
            coalesce(sum(t.amount_minor) FILTER (WHERE t.type IN ('MOVE', 'POST')
              AND t.debit_account_id = b.account_id), 0) AS debits_posted,
            coalesce(sum(t.amount_minor) FILTER (WHERE t.type IN ('MOVE', 'POST')
              AND t.credit_account_id = b.account_id), 0) AS credits_posted,
            coalesce(sum(t.amount_minor) FILTER (WHERE t.type = 'HOLD' AND x.hold_id IS NULL
              AND t.debit_account_id = b.account_id), 0) AS debits_pending,
            coalesce(sum(t.amount_minor) FILTER (WHERE t.type = 'HOLD' AND x.hold_id IS NULL
              AND t.credit_account_id = b.account_id), 0) AS credits_pending
          FROM ledger.transfer t
          LEFT JOIN ledger.transfer x ON x.hold_id = t.transfer_id
          WHERE b.account_id IN (t.debit_account_id, t.credit_account_id)
        ) s
        WHERE (b.debits_posted, b.credits_posted, b.debits_pending, b.credits_pending)
          <> (s.debits_posted, s.credits_posted, s.debits_pending, s.credits_pending)
        """);
  }

  @Bean
  Invariant settlementsFitTheirHolds(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "a settlement is of a hold, between the same accounts, and moves no more than was held",
        """
        SELECT format('%s %s of %s', s.type, s.transfer_id, s.hold_id)
        FROM ledger.transfer s
        JOIN ledger.transfer h ON h.transfer_id = s.hold_id
        WHERE h.type <> 'HOLD'
           OR s.debit_account_id <> h.debit_account_id
           OR s.credit_account_id <> h.credit_account_id
           OR s.amount_minor > h.amount_minor
        """);
  }
}
