package io.shanmen.server.payment;

import io.shanmen.server.foundation.Invariant;
import io.shanmen.server.foundation.SqlInvariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of payments at every commit. */
@Configuration(proxyBeanMethods = false)
class PaymentInvariants {

  @Bean
  Invariant drawersHoldWhatWasPaid(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "I1: a shift's cash in the ledger is what its payments took less what it refunded",
        """
        SELECT format('shift %s: paid %s, refunded %s, in the ledger %s', s.shift_id, s.paid,
          s.refunded, s.booked)
        FROM (
          SELECT moved.shift_id, sum(moved.paid) AS paid, sum(moved.refunded) AS refunded,
            coalesce((
              SELECT sum(e.debit_minor - e.credit_minor) FROM ledger.v_entry e
              WHERE e.kind = 'DRAWER' AND e.owner = moved.shift_id::text
                AND e.reason IN ('CASH_SALE', 'CASH_REFUND')), 0) AS booked
          FROM (
            SELECT shift_id, amount_minor AS paid, 0 AS refunded
            FROM payment.v_payment WHERE kind = 'CASH' AND state = 'SUCCESS'
            UNION ALL
            SELECT shift_id, 0, amount_minor FROM payment.v_refund WHERE kind = 'CASH'
          ) moved
          GROUP BY moved.shift_id
        ) s
        WHERE s.paid - s.refunded <> s.booked
        """);
  }

  @Bean
  Invariant refundsAreOfPayments(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "I7: what was refunded of a payment is the sum of its refunds, and never more than was paid",
        """
        SELECT format('payment %s of %s: refunded %s, refunds %s', p.payment_id, p.amount_minor,
          p.refunded_minor, coalesce(r.amount_minor, 0))
        FROM payment.v_payment p
        LEFT JOIN (
          SELECT payment_id, sum(amount_minor) AS amount_minor FROM payment.v_refund
          GROUP BY payment_id
        ) r USING (payment_id)
        WHERE p.refunded_minor <> coalesce(r.amount_minor, 0)
           OR p.refunded_minor > p.amount_minor
        """);
  }

  /** Who takes money for an order books in the same transaction what it was for. */
  @Bean
  Invariant clearingIsZero(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "the clearing account of orders stands at zero, order by order",
        """
        SELECT format('order %s: %s left in clearing', reference,
          sum(debit_minor - credit_minor))
        FROM ledger.v_entry
        WHERE kind = 'ORDER_CLEARING'
        GROUP BY reference
        HAVING sum(debit_minor) <> sum(credit_minor)
        """);
  }
}
