package io.shanmen.server.aftersales;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.ordering.TestSales;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A park where the clerk of the refund desk decides small refunds alone (R16). */
@ParkIT
@TestPropertySource(
    properties = {
      "shanmen.refunds.clerk-order-limit-minor=10000",
      "shanmen.refunds.clerk-day-limit-minor=30000"
    })
class RefundAloneIT {

  private static final long BACK_MINOR = 7_500;

  @Autowired TestSales sales;
  @Autowired Ids ids;

  @Test
  void aClerkDecidesSmallOrdersAloneAndTheSecondPersonOneThatIsNotSmall() {
    Client window = sales.window();
    Client desk = sales.refundDesk();
    JsonNode order = sales.sell(window, sales.sale(sales.single(8_000), 2)).ok();

    assertThat(ask(desk, order, 0).ok().path("state").asString()).isEqualTo("APPROVED");
    assertThat(ask(desk, order, 1).ok().path("state").asString()).isEqualTo("REQUESTED");
  }

  @Test
  void requestsOfTheSameInstantShareTheClerksLimitOfTheDay() throws InterruptedException {
    Client window = sales.window();
    Client desk = sales.refundDesk();
    List<Callable<Answer>> requests = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      JsonNode order = sales.sell(window, sales.sale(sales.single(8_000), 1)).ok();
      requests.add(() -> ask(desk, order, 0));
    }
    long alone;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      alone =
          threads.invokeAll(requests).stream()
              .map(request -> request.resultNow().ok().path("state").asString())
              .filter("APPROVED"::equals)
              .count();
    }
    assertThat(alone).isEqualTo(30_000 / BACK_MINOR);
  }

  private Answer ask(Client desk, JsonNode order, int place) {
    return desk.post(
        "/api/aftersales/refunds",
        Map.of(
            "requestId",
            ids.next(),
            "orderId",
            order.path("orderId").asString(),
            "ticketNos",
            List.of(order.path("tickets").get(place).path("ticketNo").asLong()),
            "ground",
            "BY_RULE",
            "amountMinor",
            BACK_MINOR,
            "reason",
            "下雨"));
  }
}
