package io.shanmen.server.ordering;

import io.shanmen.server.foundation.Invariant;
import io.shanmen.server.foundation.SqlInvariant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of orders after every transaction. */
@Configuration(proxyBeanMethods = false)
class OrderingInvariants {

  @Bean
  Invariant paidIsTicketed(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "paid ⇔ ticketed: each line of an order has its tickets, at its price",
        """
        SELECT 'order ' || l.order_id || ' line ' || l.line_no || ': ' || l.tickets
               || ' tickets for ' || l.amount_minor || ' sold, ' || count(t.ticket_no)
               || ' for ' || coalesce(sum(t.price_minor), 0) || ' issued'
        FROM ordering.order_line l
        LEFT JOIN ticketing.v_tickets t USING (order_id, line_no)
        GROUP BY l.order_id, l.line_no
        HAVING count(t.ticket_no) <> l.tickets
            OR coalesce(sum(t.price_minor), 0) <> l.amount_minor
            OR coalesce(sum(t.heads), 0) <> l.heads
        """);
  }

  @Bean
  Invariant linesMakeTheTotal(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "the lines of an order make its total",
        """
        SELECT 'order ' || o.order_id || ': ' || o.total_minor || ' but lines make '
               || coalesce(sum(l.amount_minor), 0)
        FROM ordering.sale_order o LEFT JOIN ordering.order_line l USING (order_id)
        GROUP BY o.order_id
        HAVING coalesce(sum(l.amount_minor), 0) <> o.total_minor
        """);
  }

  @Bean
  Invariant voidedIsVoid(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "an order is voided ⇔ all its tickets are void",
        """
        SELECT 'order ' || o.order_id || ' is ' || o.state || ', ticket ' || t.ticket_no
               || ' is ' || t.state
        FROM ordering.sale_order o JOIN ticketing.v_tickets t USING (order_id)
        WHERE (o.state = 'VOIDED') <> (t.state = 'VOID')
        """);
  }

  @Bean
  Invariant abandonedIsNotSold(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "no sale that was given up was sold",
        "SELECT 'order ' || order_id FROM ordering.abandoned_sale JOIN ordering.sale_order"
            + " USING (order_id)");
  }

  @Bean
  Invariant voidsKeepTheirLimit(JdbcClient jdbc) {
    return new SqlInvariant(
        jdbc,
        "R14: no shift voids more orders than it may",
        """
        SELECT 'shift ' || shift_id || ': ' || count(*) FROM ordering.order_void
        GROUP BY shift_id HAVING count(*) > %d
        """
            .formatted(Voids.SHIFT_LIMIT_VOIDS));
  }
}
