package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.ordering.TestSales.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A sale whose answer never came is ended by asking: it was sold, or it never will be. */
@ParkIT
class AbandonmentIT {

  @Autowired TestSales sales;

  @Test
  void whatWasNotSoldIsNeverSold() {
    Client window = sales.window();
    Product scarce = sales.withPlaces(8_000, 1);
    Map<String, Object> sale = sales.sale(scarce, 1);

    assertThat(abandon(window, sale).path("order").isNull()).isTrue();
    assertThat(abandon(window, sale).path("order").isNull()).isTrue();

    sales.sell(window, sale).refused("SALE_ABANDONED");
    // Its place is free for the sale that comes instead.
    sales.sell(window, sales.sale(scarce, 1)).ok();
  }

  @Test
  void whatWasSoldComesBackWithItsTickets() {
    Client window = sales.window();
    Map<String, Object> sale = sales.sale(sales.single(8_000), 2);
    JsonNode order = sales.sell(window, sale).ok();

    JsonNode end = abandon(window, sale).path("order");

    assertThat(end.path("orderNo")).isEqualTo(order.path("orderNo"));
    assertThat(end.path("tickets")).hasSize(2);
    assertThat(sales.sell(window, sale).ok().path("orderNo")).isEqualTo(order.path("orderNo"));
  }

  @Test
  void salesAndQuestionsAtTheSameMomentAgree() throws Exception {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    List<Map<String, Object>> wanted = new ArrayList<>();
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Map<String, Object> sale = sales.sale(adult, 1);
      wanted.add(sale);
      calls.add(() -> sales.sell(window, sale));
      calls.add(() -> window.post(path(sale), Map.of()));
    }

    List<Answer> answers = SaleIT.atOnce(calls);

    for (int i = 0; i < wanted.size(); i++) {
      boolean sold = answers.get(2 * i).status() == 200;
      assertThat(answers.get(2 * i + 1).ok().path("order").isNull()).isEqualTo(!sold);
      if (!sold) {
        answers.get(2 * i).refused("SALE_ABANDONED");
      }
    }
  }

  private static JsonNode abandon(Client window, Map<String, Object> sale) {
    return window.post(path(sale), Map.of()).ok();
  }

  private static String path(Map<String, Object> sale) {
    return "/api/ordering/orders/%s/abandonment".formatted(sale.get("orderId"));
  }
}
