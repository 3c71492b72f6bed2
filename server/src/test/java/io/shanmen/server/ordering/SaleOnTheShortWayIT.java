package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales.Product;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A window's sale takes the short way too, under the same rules as on the long way. */
@ParkIT
class SaleOnTheShortWayIT {

  private static final String SALES = "/api/ordering/sales";

  /** As the screens ask, from a page of this server. */
  private static final Map<String, String> FROM_A_PAGE =
      Map.of(
          "Accept", "application/json, application/problem+json, */*",
          "Sec-Fetch-Site", "same-origin");

  private static final Map<String, String> LONG_WAY = Map.of("Accept", "application/*");

  @Autowired TestSales sales;
  @Autowired Clients clients;
  @Autowired JdbcClient jdbc;
  @Autowired MeterRegistry meters;

  private long taken() {
    return meters.get("shanmen.short.call").tag("path", SALES).timer().count();
  }

  private int orders() {
    return jdbc.sql("SELECT count(*) FROM ordering.sale_order").query(Integer.class).single();
  }

  @Test
  void bothWaysSellOnceAndGiveTheSameAnswer() {
    Client window = sales.window();
    Map<String, Object> sale = sales.sale(sales.single(8_000), 2);
    long before = taken();

    Answer soon = window.call("POST", SALES, sale, FROM_A_PAGE);
    Answer late = window.call("POST", SALES, sale, LONG_WAY);

    assertThat(taken()).isEqualTo(before + 1);
    assertThat(soon.ok().path("tickets")).hasSize(2);
    assertThat(soon.ok().path("orderNo")).isEqualTo(late.ok().path("orderNo"));
    assertThat(soon.ok().path("money")).isEqualTo(late.ok().path("money"));
    assertThat(orders()).isEqualTo(1);
  }

  @Test
  void aRefusalIsTheSameOnBothWays() {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    Map<String, Object> cheap = sales.sale(new Product(adult.id(), 7_999), 1);
    long before = taken();

    Answer soon = window.call("POST", SALES, cheap, FROM_A_PAGE);
    Answer late = window.call("POST", SALES, cheap, LONG_WAY);

    assertThat(taken()).isEqualTo(before + 1);
    assertThat(soon.refused("PRICE_CHANGED").path("params"))
        .isEqualTo(late.refused("PRICE_CHANGED").path("params"));
    assertThat(orders()).isZero();
  }

  @Test
  void whoMayNotSellIsRefusedAtTheDoorAndWrittenDown() {
    Map<String, Object> sale = sales.sale(sales.single(8_000), 1);
    Client finance = clients.signedInAs(BuiltInRole.FINANCE);
    long before = taken();

    finance.call("POST", SALES, sale, FROM_A_PAGE).refused("NOT_PERMITTED");
    assertThat(clients.stranger().call("POST", SALES, sale, FROM_A_PAGE).status()).isEqualTo(401);
    assertThat(clients.gate(1).call("POST", SALES, sale, Map.of()).status()).isEqualTo(403);

    assertThat(taken()).isEqualTo(before);
    assertThat(orders()).isZero();
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM audit.entry
                    WHERE action = 'identity.call_refused' AND actor_id = ?
                    """)
                .param(finance.operatorId())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void anotherSitesPageSellsNothing() {
    Client window = sales.window();
    Map<String, Object> sale = sales.sale(sales.single(8_000), 1);
    for (Map<String, String> foreign :
        List.of(
            Map.of("Origin", "https://elsewhere.example"),
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"))) {
      window.call("POST", SALES, sale, foreign).refused("FOREIGN_ORIGIN");
    }
    assertThat(orders()).isZero();
  }

  @Test
  void anUnknownFieldIsRefusedOnTheLongWay() {
    Client window = sales.window();
    Map<String, Object> sale = sales.sale(sales.single(8_000), 1);
    sale.put("priceMinor", 1);
    long before = taken();

    assertThat(window.call("POST", SALES, sale, FROM_A_PAGE).status()).isEqualTo(400);

    assertThat(taken()).isEqualTo(before);
    assertThat(orders()).isZero();
  }
}
