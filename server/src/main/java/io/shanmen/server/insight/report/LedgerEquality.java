package io.shanmen.server.insight.report;

import io.shanmen.server.foundation.Invariant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The reports equal the ledger on every day, by reason and by tender, to the cent. */
@Component
class LedgerEquality implements Invariant {

  /**
   * What the rooms' own records say and what the ledger says, day by day. Sales, voids and refunds
   * stand on deferred revenue; money taken and paid back went through clearing. Which moments are
   * read is said by {@link DaySum}: refunds and payments that are still open may change.
   */
  private static final String BOTH =
      """
      SELECT business_day, entry AS item,
             sum(CASE entry WHEN 'VOID' THEN -amount_minor ELSE amount_minor END) AS report,
             0 AS ledger
      FROM ordering.v_sale_lines
      WHERE at >= :since::timestamptz AND at < :until::timestamptz GROUP BY 1, 2
      UNION ALL
      SELECT business_day, 'REFUND', sum(amount_minor), 0
      FROM aftersales.v_refund_lines WHERE :until::timestamptz = 'infinity' GROUP BY 1
      UNION ALL
      SELECT business_day, 'REFUND_FEE', sum(fee_minor), 0
      FROM aftersales.v_refund_lines WHERE :until::timestamptz = 'infinity' GROUP BY 1
      UNION ALL
      SELECT business_day, kind || '_SALE', sum(amount_minor), 0
      FROM payment.v_payment
      WHERE state = 'SUCCESS' AND :until::timestamptz = 'infinity' GROUP BY 1, 2
      UNION ALL
      SELECT business_day, kind || '_REFUND', sum(amount_minor), 0
      FROM payment.v_refund WHERE :until::timestamptz = 'infinity' GROUP BY 1, 2
      UNION ALL
      SELECT business_day, reason, 0,
             sum(CASE WHEN reason = 'SALE' OR reason LIKE '%_SALE' THEN credit_minor
                      ELSE debit_minor END)
      FROM ledger.v_entry
      WHERE (kind = 'DEFERRED_REVENUE' AND reason IN ('SALE', 'VOID', 'REFUND', 'REFUND_FEE')
             OR kind = 'ORDER_CLEARING' AND (reason LIKE '%_SALE' OR reason LIKE '%_REFUND'))
        AND posted_at >= :since::timestamptz AND posted_at < :until::timestamptz
      GROUP BY 1, 2
      """;

  /** A line for each day and item. */
  static final String BY_DAY =
      "SELECT business_day, item, sum(report)::bigint AS report, sum(ledger)::bigint AS ledger FROM ("
          + BOTH
          + ") both_sides WHERE business_day BETWEEN :first AND :last GROUP BY business_day, item";

  private final JdbcClient jdbc;

  LedgerEquality(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String statement() {
    return "I1 the day's report equals the ledger, by reason and by tender";
  }

  @Override
  public List<String> violations() {
    return jdbc.sql(
            "SELECT business_day || ' ' || item || ': report ' || sum(report) || ', ledger '"
                + " || sum(ledger) FROM ("
                + BOTH
                + ") both_sides GROUP BY business_day, item HAVING sum(report) <> sum(ledger)")
        .params(Moments.ALL.params())
        .query((row, number) -> row.getString(1))
        .list();
  }
}
