package io.shanmen.server.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ordering.TestSales.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What happens while the business day ends belongs to one day, in every book: here the cut-off
 * comes between any two looks at the clock. That report and ledger agree on both days is I1, which
 * is checked after each test.
 */
@ParkIT
class CutOffIT {

  /** The park's day ends at 04:00 in its zone. */
  private static final Instant CUT_OFF = Instant.parse("2026-10-01T20:00:00Z");

  private static final Duration TICK = Duration.ofMillis(1);

  /** More often than this nobody asks for the time within one request. */
  private static final int LOOKS = 40;

  @Autowired TestSales sales;
  @Autowired Clients clients;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;

  @AfterEach
  void standStill() {
    clock.tick(Duration.ZERO);
  }

  @Test
  void aSaleBelongsToOneDay() {
    clock.set(CUT_OFF.minusSeconds(60));
    Client window = sales.window();
    Product adult = sales.single(8_000);
    for (int look = 1; look <= LOOKS; look++) {
      Map<String, Object> sale = sales.sale(adult, 1);
      atTheCutOff(look, () -> sellUnlessItsDayEnds(window, sale));
    }
    assertThat(days("ordering.sale_order")).hasSize(2);
    assertThat(
            jdbc.sql("SELECT count(*) FROM ordering.v_sale_lines WHERE visit_day < business_day")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(days("payment.payment")).isEqualTo(days("ordering.sale_order"));
    assertThat(days("ticketing.ticket")).isEqualTo(days("ordering.sale_order"));
  }

  @Test
  void aVoidBelongsToOneDay() {
    clock.set(CUT_OFF.minusSeconds(60));
    Product adult = sales.single(8_000);
    Client window = sales.window();
    for (int look = 1; look <= LOOKS; look++) {
      clock.set(CUT_OFF.minusSeconds(30));
      if (look % 3 == 0) {
        window = sales.window();
      }
      Client till = window;
      JsonNode order = sales.sell(till, sales.sale(adult, 1)).ok();
      Map<String, Object> wish = Map.of("requestId", ids.next(), "reason", "数量打错");
      atTheCutOff(
          look,
          () ->
              till.post("/api/ordering/orders/" + order.path("orderId").asString() + "/void", wish)
                  .ok());
    }
    assertThat(days("ordering.order_void")).hasSize(2);
    assertThat(days("payment.refund")).isEqualTo(days("ordering.order_void"));
  }

  @Test
  void aRefundBelongsToOneDay() {
    clock.set(CUT_OFF.minusSeconds(60));
    Client window = sales.window();
    Client desk = sales.refundDesk();
    Client manager = clients.signedInAs(BuiltInRole.MANAGER);
    Product adult = sales.single(1_000);
    for (int look = 1; look <= LOOKS; look++) {
      clock.set(CUT_OFF.minusSeconds(30));
      UUID request = approvedRefund(sales.sell(window, sales.sale(adult, 1)).ok(), desk, manager);
      atTheCutOff(look, () -> desk.post("/api/aftersales/refunds/" + request + "/execute").ok());
    }
    assertThat(days("payment.refund")).hasSize(2);
    assertThat(days("aftersales.v_refund_lines")).isEqualTo(days("payment.refund"));
  }

  /** A sale whose day ends between its price and its payment is refused, and sold when repeated. */
  private void sellUnlessItsDayEnds(Client window, Map<String, Object> sale) {
    Answer answer = sales.sell(window, sale);
    if (answer.status() != 200) {
      answer.refused("VISIT_DAY_PASSED");
      sales.sell(window, sale).ok();
    }
  }

  private UUID approvedRefund(JsonNode order, Client desk, Client manager) {
    UUID request = ids.next();
    desk.post(
            "/api/aftersales/refunds",
            Map.of(
                "requestId",
                request,
                "orderId",
                order.path("orderId").asString(),
                "ticketNos",
                List.of(order.path("tickets").get(0).path("ticketNo").asLong()),
                "ground",
                "FREE_FORM",
                "reason",
                "行程有变",
                "amountMinor",
                900))
        .ok();
    manager
        .post(
            "/api/aftersales/refunds/" + request + "/approve",
            Map.of("secret", Clients.PASSWORD, "note", ""))
        .ok();
    return request;
  }

  /** Lets the day end at that look at the clock. */
  private void atTheCutOff(int look, Runnable work) {
    clock.set(CUT_OFF.minus(TICK.multipliedBy(look)));
    clock.tick(TICK);
    work.run();
    clock.tick(Duration.ZERO);
  }

  /** Which days stand in a table, and how often. */
  private Set<String> days(String table) {
    String counted =
        "SELECT business_day || ' ' || count(*) FROM " + table + " GROUP BY business_day";
    return Set.copyOf(jdbc.sql(counted).query(String.class).list());
  }
}
