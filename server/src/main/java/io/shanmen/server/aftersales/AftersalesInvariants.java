package io.shanmen.server.aftersales;

import io.shanmen.server.foundation.Invariant;
import io.shanmen.server.foundation.SqlInvariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of refunds after every transaction. */
@Configuration(proxyBeanMethods = false)
class AftersalesInvariants {

  @Bean
  Invariant refundedWithinPaid(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "I7: no line gives back more than was paid for it, and no ticket twice",
        """
        SELECT 'order ' || r.order_id || ' line ' || r.line_no || ': ' || r.refunded
               || ' of ' || coalesce(s.sold, 0)
        FROM (SELECT order_id, line_no, sum(paid_minor) AS refunded
              FROM aftersales.v_refund_lines GROUP BY order_id, line_no) r
        LEFT JOIN (SELECT order_id, line_no, sum(amount_minor) AS sold
                   FROM ordering.v_sale_lines GROUP BY order_id, line_no) s
          USING (order_id, line_no)
        WHERE r.refunded > coalesce(s.sold, 0)
        UNION ALL
        SELECT 'ticket ' || ticket_no || ' was refunded ' || count(*) || ' times'
        FROM aftersales.v_refund_lines GROUP BY ticket_no HAVING count(*) > 1
        """);
  }

  @Bean
  Invariant refundsAndTicketsAgree(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "a sold ticket is refunded ⇔ its refund is paid, and locked while one is open",
        """
        SELECT 'ticket ' || ticket_no || ': ' || ticket_state || ', refund ' || refund_state
        FROM (
          SELECT v.ticket_no,
                 CASE WHEN v.locked THEN 'LOCKED' ELSE v.state END AS ticket_state,
                 coalesce(max(CASE WHEN r.state = 'DONE' THEN 'DONE'
                                   WHEN r.state <> 'REJECTED' THEN 'OPEN' END), 'NONE')
                   AS refund_state
          FROM ticketing.v_tickets v
          LEFT JOIN aftersales.refund_ticket t USING (ticket_no)
          LEFT JOIN aftersales.refund r USING (request_id)
          WHERE v.order_id IN (SELECT order_id FROM ordering.v_sale_lines)
          GROUP BY v.ticket_no, v.locked, v.state
        ) both_sides
        WHERE (ticket_state = 'REFUNDED') <> (refund_state = 'DONE')
           OR (refund_state = 'OPEN' AND ticket_state <> 'LOCKED')
        """);
  }

  @Bean
  Invariant makerIsNotChecker(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "I14: nobody approved his own refund, except what a clerk may decide alone",
        """
        SELECT 'refund ' || request_id FROM aftersales.refund
        WHERE decided_by = requested_by AND state <> 'REJECTED'
          AND permission <> 'aftersales.request'
        """);
  }

  /** Until settlement recognises revenue, what is owed is what was sold and not refunded. */
  @Bean
  Invariant deferredRevenueIsWhatWasSold(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "I11: deferred revenue = sold − voided − refunded",
        """
        SELECT owed || ' in the ledger, ' || sold || ' sold'
        FROM (
          SELECT
            (SELECT coalesce(sum(credit_minor - debit_minor), 0) FROM ledger.v_entry
             WHERE kind = 'DEFERRED_REVENUE') AS owed,
            (SELECT coalesce(sum(amount_minor), 0) FROM ordering.v_sale_lines)
              - (SELECT coalesce(sum(paid_minor), 0) FROM aftersales.v_refund_lines) AS sold
        ) both_sides
        WHERE owed <> sold
        """);
  }
}
