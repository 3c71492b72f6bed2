package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.ordering.TestSales.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A set of sales that fails in the middle: none is lost, none is doubled, each has its answer. */
@ParkIT
class SaleSetFailureIT {

  private static final int SALES = 30;

  @Autowired TestSales sales;
  @Autowired SaleSabotage sabotage;
  @Autowired JdbcClient jdbc;

  @AfterEach
  void noMoreSabotage() {
    sabotage.end();
  }

  @Test
  void aSaleThatBreaksASetFailsAloneAndItsNeighboursAreSold() throws Exception {
    List<Map<String, Object>> wanted = wanted();
    UUID bad = (UUID) Objects.requireNonNull(wanted.get(7).get("orderId"));
    sabotage.act(
        paid -> {
          if (paid.orders().stream().anyMatch(order -> order.orderId().equals(bad))) {
            throw new IllegalStateException("a bug that a test made");
          }
        });

    List<Answer> answers = sell(sales.window(), wanted);

    for (int i = 0; i < SALES; i++) {
      boolean isBad = bad.equals(wanted.get(i).get("orderId"));
      assertThat(answers.get(i).status()).isEqualTo(isBad ? 500 : 200);
    }
    assertThat(orders()).isEqualTo(SALES - 1);
  }

  @Test
  void aConnectionLostInTheMiddleOfASetLosesNoSaleAndDoublesNone() throws Exception {
    List<Map<String, Object>> wanted = wanted();
    AtomicInteger kills = new AtomicInteger(3);
    sabotage.act(
        paid -> {
          if (kills.getAndDecrement() > 0) {
            sabotage.killBackend();
          }
        });

    Client window = sales.window();
    List<Answer> answers = sell(window, wanted);

    assertThat(kills.get()).isLessThan(1);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    assertThat(orders()).isEqualTo(SALES);
    for (int i = 0; i < SALES; i++) {
      assertThat(sales.sell(window, wanted.get(i)).ok().path("orderNo"))
          .isEqualTo(answers.get(i).ok().path("orderNo"));
    }
    assertThat(orders()).isEqualTo(SALES);
  }

  @Test
  void aSaleAloneWhoseConnectionIsLostIsSoldOnce() {
    AtomicInteger kills = new AtomicInteger(1);
    sabotage.act(
        paid -> {
          if (kills.getAndDecrement() > 0) {
            sabotage.killBackend();
          }
        });

    sales.sell(sales.window(), sales.sale(sales.withPlaces(8_000, 1), 1)).ok();

    assertThat(kills.get()).isLessThan(1);
    assertThat(orders()).isEqualTo(1);
  }

  private List<Map<String, Object>> wanted() {
    Product scarce = sales.withPlaces(8_000, SALES);
    List<Map<String, Object>> wanted = new ArrayList<>();
    for (int i = 0; i < SALES; i++) {
      wanted.add(sales.sale(scarce, 1));
    }
    return wanted;
  }

  private List<Answer> sell(Client window, List<Map<String, Object>> wanted) throws Exception {
    return SaleIT.atOnce(
        wanted.stream().<Callable<Answer>>map(sale -> () -> sales.sell(window, sale)).toList());
  }

  private int orders() {
    return jdbc.sql("SELECT count(*) FROM ordering.sale_order").query(Integer.class).single();
  }
}
