package io.shanmen.server.insight.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.admission.TestTickets;
import io.shanmen.server.admission.VisitorsAt;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ordering.TestSales;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A park's gates may work before its windows do. */
@ParkIT
class FirstDayIT {

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired TestTickets tickets;
  @Autowired Gates gates;
  @Autowired TestClock clock;
  @Autowired SettledDays days;
  @Autowired JdbcClient jdbc;

  @Test
  void whoEnteredBeforeTheFirstSaleStaysInTheReport() {
    Client gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
    new VisitorsAt(gate, clock).pass(tickets.forToday(1).code().qr());

    clock.advance(Duration.ofDays(1));
    sales.sell(sales.window(), sales.sale(sales.single(8_000), 1)).ok();
    clock.advance(Duration.ofDays(1));
    while (days.settleNext()) {
      // There are more days.
    }

    assertThat(
            jdbc.sql("SELECT coalesce(sum(people), 0) FROM insight.flow_sum")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }
}
