package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ledger.Balances;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ledger.Ledger;
import io.shanmen.server.ordering.TestSales.Product;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ParkIT
class SaleIT {

  @Autowired TestSales sales;
  @Autowired Clients clients;
  @Autowired Ledger ledger;
  @Autowired JdbcClient jdbc;

  @Test
  void aSaleTakesCashGivesChangeAndIssuesTickets() {
    Client window = sales.window();
    Map<String, Object> sale =
        sales.sale(List.of(sales.single(8_000), sales.family(28_000)), List.of(2, 1));
    sale.put("tender", Map.of("kind", "CASH", "receivedMinor", 50_000));

    JsonNode order = sales.sell(window, sale).ok();

    assertThat(order.path("state").asString()).isEqualTo("FULFILLED");
    assertThat(order.path("money").path("totalMinor").asLong()).isEqualTo(44_000);
    assertThat(order.path("money").path("changeMinor").asLong()).isEqualTo(6_000);
    assertThat(order.path("tickets")).hasSize(3);
    assertThat(order.path("tickets").get(2).path("heads").asInt()).isEqualTo(4);
    assertThat(order.path("tickets").get(0).path("code").path("digits").asString())
        .matches("\\d{24}");
    assertThat(order.path("sale").path("businessDay").asString()).isEqualTo("2026-10-01");
    assertThat(owed()).isEqualTo(44_000);
  }

  @Test
  void theSameSaleAgainHasTheSameAnswerWhateverChangedSince() {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    Map<String, Object> sale = sales.sale(adult, 2);
    JsonNode first = sales.sell(window, sale).ok();
    sales.reprice(adult, 9_000);

    JsonNode again = sales.sell(window, sale).ok();

    assertThat(again.path("orderNo")).isEqualTo(first.path("orderNo"));
    assertThat(again.path("money")).isEqualTo(first.path("money"));
    assertThat(again.path("tickets").size()).isEqualTo(2);
    assertThat(again.path("tickets").get(0).path("ticketNo"))
        .isEqualTo(first.path("tickets").get(0).path("ticketNo"));
    assertThat(owed()).isEqualTo(16_000);
  }

  @Test
  void otherContentUnderTheSameIdIsAConflict() {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    Map<String, Object> sale = sales.sale(adult, 2);
    sales.sell(window, sale).ok();

    Map<String, Object> other = sales.sale(adult, 3);
    other.put("orderId", sale.get("orderId"));
    sales.sell(window, other).refused("ORDER_CONFLICT");
    Map<String, Object> wrong = new HashMap<>(other);
    wrong.put("totalMinor", 1);
    sales.sell(window, wrong).refused("ORDER_CONFLICT");
    assertThat(owed()).isEqualTo(16_000);
  }

  @Test
  void thePriceIsTheServers() {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    Map<String, Object> cheap = sales.sale(new Product(adult.id(), 7_999), 1);

    JsonNode refused = sales.sell(window, cheap).refused("PRICE_CHANGED");
    assertThat(refused.path("params").path("dueMinor").asLong()).isEqualTo(8_000);
    assertThat(orders()).isZero();
  }

  @Test
  void guardRailsStopSlipsOfTheKeyboard() {
    Client window = sales.window();
    Product adult = sales.single(8_000);

    sales.sell(window, sales.sale(adult, 21)).refused("QUANTITY_NOT_CONFIRMED");
    Map<String, Object> looked = sales.sale(adult, 21);
    looked.put("confirmed", true);
    assertThat(sales.sell(window, looked).ok().path("tickets")).hasSize(21);

    Map<String, Object> little = sales.sale(adult, 1);
    little.put("tender", Map.of("kind", "CASH", "receivedMinor", 7_999));
    sales.sell(window, little).refused("NOT_ENOUGH_RECEIVED");
    Map<String, Object> much = sales.sale(adult, 1);
    much.put("tender", Map.of("kind", "CASH", "receivedMinor", 800_000));
    sales.sell(window, much).refused("RECEIVED_TOO_MUCH");

    Map<String, Object> past = sales.sale(adult, 1);
    past.put(
        "lines", List.of(Map.of("productId", adult.id(), "quantity", 1, "visitDay", "2026-09-30")));
    sales.sell(window, past).refused("VISIT_DAY_PASSED");
  }

  @Test
  void nobodySellsWithoutAnOpenShift() {
    Client window = clients.signedInAs(BuiltInRole.CASHIER);
    sales.sell(window, sales.sale(sales.single(8_000), 1)).refused("NO_OPEN_SHIFT");
    assertThat(orders()).isZero();
  }

  @Test
  void aHundredConcurrentSalesShareThePlacesExactly() throws Exception {
    List<Client> windows = List.of(sales.window(), sales.window(), sales.window());
    Product scarce = sales.withPlaces(8_000, 60);
    Product free = sales.single(5_000);
    List<Callable<Answer>> buyers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Client window = windows.get(i % windows.size());
      Map<String, Object> sale = sales.sale(List.of(free, scarce), List.of(1, 1));
      buyers.add(() -> sales.sell(window, sale));
    }

    List<Answer> answers = atOnce(buyers);

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(60);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(40)
        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(409));
    assertThat(orders()).isEqualTo(60);
    assertThat(owed()).isEqualTo(60 * 13_000);
  }

  @Test
  void theSameSaleSentManyTimesAtOnceIsSoldOnce() throws Exception {
    Client window = sales.window();
    Map<String, Object> sale = sales.sale(sales.single(8_000), 1);
    List<Callable<Answer>> copies = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      copies.add(() -> sales.sell(window, sale));
    }

    List<Answer> answers = atOnce(copies);

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    assertThat(answers.stream().map(answer -> answer.ok().path("orderNo")).distinct()).hasSize(1);
    assertThat(owed()).isEqualTo(8_000);
  }

  @Test
  void aQuoteHoldsNothingAndSaysWhatNeedsASecondLook() {
    Client window = sales.window();
    Product scarce = sales.withPlaces(8_000, 1);
    JsonNode quote =
        window
            .post(
                "/api/ordering/quotes",
                Map.of("lines", List.of(Map.of("productId", scarce.id(), "quantity", 21))))
            .ok();
    assertThat(quote.path("totalMinor").asLong()).isEqualTo(168_000);
    assertThat(quote.path("needsConfirmation").asBoolean()).isTrue();
    sales.sell(window, sales.sale(scarce, 1)).ok();
  }

  @Test
  void todaysOrdersOfAWindowComeNewestFirstInPages() {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    for (int i = 0; i < 3; i++) {
      sales.sell(window, sales.sale(adult, 1)).ok();
    }
    sales.sell(sales.window(), sales.sale(adult, 1)).ok();

    JsonNode page = window.get("/api/ordering/orders", Map.of("limit", 2)).ok();
    assertThat(page.path("orders")).hasSize(2);
    JsonNode rest =
        window
            .get("/api/ordering/orders", Map.of("limit", 2, "after", page.path("next").asString()))
            .ok();
    assertThat(rest.path("orders")).hasSize(1);
    assertThat(rest.path("next").isNull()).isTrue();
  }

  private long owed() {
    Balances balances =
        ledger.balances(List.of(SalesAccounts.DEFERRED_REVENUE.id())).values().iterator().next();
    return balances.creditsPosted() - balances.debitsPosted();
  }

  private int orders() {
    return jdbc.sql("SELECT count(*) FROM ordering.sale_order").query(Integer.class).single();
  }

  static List<Answer> atOnce(List<Callable<Answer>> calls)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> call : threads.invokeAll(calls)) {
        answers.add(call.get());
      }
      return answers;
    }
  }
}
