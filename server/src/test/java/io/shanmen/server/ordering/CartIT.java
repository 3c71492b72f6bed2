package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ordering.TestSales.Product;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ParkIT
class CartIT {

  @Autowired TestSales sales;
  @Autowired TestClock clock;
  @Autowired Ids ids;
  @Autowired Carts carts;

  @Test
  void aParkedCartKeepsItsPlaceUntilItIsSold() {
    Client window = sales.window();
    Product last = sales.withPlaces(8_000, 1);
    UUID cart = park(window, last);
    sales.sell(window, sales.sale(last, 1)).refused("PLACES_SOLD_OUT");

    assertThat(window.get("/api/ordering/carts").ok()).hasSize(1);
    JsonNode recalled = window.post("/api/ordering/carts/" + cart + "/recall").ok();
    assertThat(recalled.path("lines").get(0).path("quantity").asInt()).isEqualTo(1);
    assertThat(window.get("/api/ordering/carts").ok()).isEmpty();

    Map<String, Object> sale = sales.sale(last, 1);
    sale.put("cartId", cart);
    sales.sell(window, sale).ok();
    window.post("/api/ordering/carts/" + cart + "/recall").refused("CART_GONE");
  }

  @Test
  void aCartThatNobodyRecallsLapsesAndFreesItsPlace() {
    Client window = sales.window();
    Product last = sales.withPlaces(8_000, 1);
    UUID cart = park(window, last);

    clock.advance(Carts.KEPT_FOR.plus(Duration.ofSeconds(1)));
    carts.endLapsed();

    Map<String, Object> sale = sales.sale(last, 1);
    sale.put("cartId", cart);
    sales.sell(window, sale).refused("CART_GONE");
    sales.sell(window, sales.sale(last, 1)).ok();
  }

  @Test
  void aDiscardedCartFreesItsPlaceAtOnce() {
    Client window = sales.window();
    Product last = sales.withPlaces(8_000, 1);
    UUID cart = park(window, last);
    window.post("/api/ordering/carts/" + cart + "/discard").ok();
    sales.sell(window, sales.sale(last, 1)).ok();
  }

  @Test
  void aCartThatWasChangedBeforeItsSaleFreesWhatIsNotSold() {
    Client window = sales.window();
    Product scarce = sales.withPlaces(8_000, 3);
    UUID cart = park(window, scarce);

    Map<String, Object> sale = sales.sale(scarce, 2);
    sale.put("cartId", cart);
    sales.sell(window, sale).ok();
    sales.sell(window, sales.sale(scarce, 1)).ok();
  }

  @Test
  void anotherWindowNeitherSeesNorTakesNorSellsACart() {
    Client window = sales.window();
    Client other = sales.window();
    Product last = sales.withPlaces(8_000, 1);
    UUID cart = park(window, last);

    other.post("/api/ordering/carts/" + cart + "/recall").refused("CART_NOT_FOUND");
    other.post("/api/ordering/carts/" + cart + "/discard").refused("CART_NOT_FOUND");
    Map<String, Object> sale = sales.sale(last, 1);
    sale.put("cartId", cart);
    sales.sell(other, sale).refused("CART_NOT_FOUND");
    sales.sell(window, sale).ok();
  }

  @Test
  void theSameIdForAnotherCartIsAConflictAndKeepsTheFirst() {
    Client window = sales.window();
    Product adult = sales.single(8_000);
    UUID cart = park(window, adult);

    park(window, cart, adult, 2).refused("CART_CONFLICT");
    park(sales.window(), cart, adult, 1).refused("CART_CONFLICT");

    JsonNode kept = window.post("/api/ordering/carts/" + cart + "/recall").ok();
    assertThat(kept.path("lines").get(0).path("quantity").asInt()).isEqualTo(1);
  }

  private UUID park(Client window, Product product) {
    UUID cart = ids.next();
    park(window, cart, product, 1).ok();
    park(window, cart, product, 1).ok();
    return cart;
  }

  private static Answer park(Client window, UUID cart, Product product, int quantity) {
    return window.post(
        "/api/ordering/carts",
        Map.of(
            "cartId",
            cart,
            "label",
            "红帽子",
            "lines",
            List.of(Map.of("productId", product.id(), "quantity", quantity))));
  }
}
