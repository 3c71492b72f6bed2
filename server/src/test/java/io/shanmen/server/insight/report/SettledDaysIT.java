package io.shanmen.server.insight.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.admission.VisitorsAt;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ordering.TestSales;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Days that are over: their sums are kept, and reports say what they said before. */
@ParkIT
class SettledDaysIT {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 1);

  /** Three in the morning by the park's clock: an hour before its business day ends. */
  private static final Instant LATE = Instant.parse("2026-10-01T19:00:00Z");

  private static final Duration OVER_MIDNIGHT = Duration.ofMinutes(90);

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired Gates gates;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired SettledDays days;

  private VisitorsAt visitors;
  private JsonNode order;

  @BeforeEach
  void aDaysWork() {
    clock.advance(Duration.between(clock.instant(), LATE));
    Client gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
    visitors = new VisitorsAt(gate, clock);
    Client window = sales.window();
    order = sales.sell(window, sales.sale(sales.single(8_000), 3)).ok();
    visitors.pass(code(0));
  }

  @Test
  void aDayThatIsOverIsKeptAndReportsStillSayTheSame() {
    JsonNode before = month();

    clock.advance(OVER_MIDNIGHT);
    settle();

    assertThat(days.upTo()).isEqualTo(FIRST_DAY);
    assertThat(kept("sale_sum", "tickets")).isEqualTo(3);
    JsonNode after = month();
    assertThat(after.path("keyFigures")).isEqualTo(before.path("keyFigures"));
    assertThat(after.path("tables")).isEqualTo(before.path("tables"));
  }

  @Test
  void theDayAtHandIsNotSettled() {
    settle();

    assertThat(days.upTo()).isBefore(FIRST_DAY);
    assertThat(kept("sale_sum", "tickets")).isZero();
  }

  @Test
  void whatComesLateToASettledDayIsInTheNextReport() {
    Instant then = clock.instant();
    VisitorsAt.Admitted shown = visitors.show(code(1));
    clock.advance(OVER_MIDNIGHT);
    settle();
    assertThat(kept("flow_sum", "people")).isEqualTo(1);

    visitors.walkThrough(shown, then.plusSeconds(3));

    JsonNode report = month();
    assertThat(report.path("keyFigures").get(0).path("value").asLong()).isEqualTo(2);
    assertThat(kept("flow_sum", "people")).isEqualTo(2);
  }

  private void settle() {
    while (days.settleNext()) {
      // There are more days.
    }
    days.renew();
  }

  private long kept(String table, String column) {
    return jdbc.sql("SELECT coalesce(sum(%s), 0) FROM insight.%s".formatted(column, table))
        .query(Long.class)
        .single();
  }

  private JsonNode month() {
    return clients.signedInWith("insight.reports").get("/api/insight/reports/MONTH").ok();
  }

  private String code(int ticket) {
    return order.path("tickets").get(ticket).path("code").path("qr").asString();
  }
}
