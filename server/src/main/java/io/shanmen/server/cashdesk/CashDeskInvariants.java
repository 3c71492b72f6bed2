package io.shanmen.server.cashdesk;

import io.shanmen.server.foundation.Invariant;
import io.shanmen.server.foundation.SqlInvariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of shifts at every commit. */
@Configuration(proxyBeanMethods = false)
class CashDeskInvariants {

  /** R3, R10: what was expected at the close is what the ledger still says. */
  @Bean
  Invariant closedShiftsExpectWhatTheLedgerSays(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "R3, R10: the expected cash of a closed shift is the sum of its ledger account, and the"
            + " account is empty",
        """
        SELECT format('shift %s: expected %s, ledger %s, left in the account %s', s.shift_id,
          s.expected_minor, coalesce(e.terms, 0), coalesce(e.remainder, 0))
        FROM cashdesk.shift s
        LEFT JOIN (
          SELECT owner,
            sum(debit_minor - credit_minor) FILTER (WHERE reason NOT IN
              ('CLOSING_CASH', 'CASH_SHORT', 'CASH_OVER')) AS terms,
            sum(debit_minor - credit_minor) AS remainder
          FROM ledger.v_entry WHERE kind = 'DRAWER' GROUP BY owner
        ) e ON e.owner = s.shift_id::text
        WHERE s.z_number IS NOT NULL
          AND (s.expected_minor <> coalesce(e.terms, 0) OR coalesce(e.remainder, 0) <> 0)
        """);
  }

  @Bean
  Invariant zNumbersHaveNoGap(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "R10: the Z numbers of a drawer run from 1 to the last without a gap",
        """
        SELECT format('drawer %s: last %s, %s shifts, highest %s', d.terminal_id,
          d.last_z_number, count(s.z_number), max(s.z_number))
        FROM cashdesk.drawer d
        LEFT JOIN cashdesk.shift s ON s.terminal_id = d.terminal_id AND s.z_number IS NOT NULL
        GROUP BY d.terminal_id, d.last_z_number
        HAVING count(s.z_number) <> d.last_z_number
            OR coalesce(max(s.z_number), 0) <> d.last_z_number
        """);
  }

  @Bean
  Invariant nothingAfterTheZ(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "R10: nothing but the closing itself is posted to a shift after its Z report",
        """
        SELECT format('shift %s closed %s, posted %s', s.shift_id, s.closed_at, max(e.posted_at))
        FROM cashdesk.shift s
        JOIN ledger.v_entry e ON e.kind = 'DRAWER' AND e.owner = s.shift_id::text
        WHERE s.z_number IS NOT NULL
          AND e.reason NOT IN ('CLOSING_CASH', 'CASH_SHORT', 'CASH_OVER')
        GROUP BY s.shift_id, s.closed_at
        HAVING max(e.posted_at) > s.closed_at
        """);
  }
}
