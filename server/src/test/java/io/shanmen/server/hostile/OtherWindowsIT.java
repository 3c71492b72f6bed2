package io.shanmen.server.hostile;

import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ordering.TestSales.Product;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A cashier who knows the ids of another window's things gets none of them (IDOR). */
@ParkIT
class OtherWindowsIT {

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired Ids ids;

  private Product product;
  private Client window;
  private Client thief;
  private String order;
  private long ticket;
  private String shift;

  @BeforeEach
  void twoWindows() {
    product = sales.single(8_000);
    window = sales.window();
    thief = sales.window();
    JsonNode sold = sales.sell(window, sales.sale(product, 1)).ok();
    order = sold.path("orderId").asString();
    ticket = sold.path("tickets").get(0).path("ticketNo").asLong();
    shift = sold.path("sale").path("shiftId").asString();
  }

  @Test
  void anotherWindowsOrderIsNotShownNorVoidedNorItsReceiptPrinted() {
    thief.get("/api/ordering/orders/" + order).refused("ORDER_NOT_FOUND");
    thief.get("/api/ordering/orders/" + order + "/receipt.pdf").refused("ORDER_NOT_FOUND");
    thief
        .post(
            "/api/ordering/orders/" + order + "/void",
            Map.of("requestId", ids.next(), "reason", "现金归我"))
        .refused("VOID_OTHER_TERMINAL");
    window.get("/api/ordering/orders/" + order).ok();
    clients.signedInAs(SUPERVISOR).get("/api/ordering/orders/" + order).ok();
  }

  @Test
  void anotherWindowsSaleIsNotAskedAfterAsIfItWereAnUnansweredOne() {
    thief
        .post("/api/ordering/orders/" + order + "/abandonment", Map.of())
        .refused("ORDER_NOT_FOUND");
    window.post("/api/ordering/orders/" + order + "/abandonment", Map.of()).ok();
  }

  @Test
  void whoDidNotSellATicketSeesFourOfItsDigitsAndNothingThatAdmits() {
    Client supervisor = clients.signedInAs(SUPERVISOR);
    Map<String, Object> asked = Map.of("text", Long.toString(ticket));
    List<JsonNode> codes =
        List.of(
            code(supervisor.get("/api/ordering/orders/" + order).ok()),
            code(
                supervisor
                    .post("/api/ticketing/look-ups", asked)
                    .ok()
                    .path("tickets")
                    .get(0)
                    .path("ticket")),
            code(sales.refundDesk().post("/api/aftersales/look-ups", asked).ok().path("order")));
    String digits =
        code(window.get("/api/ordering/orders/" + order).ok()).path("digits").asString();
    assertThat(digits).matches("\\d{24}");
    for (JsonNode code : codes) {
      assertThat(code.path("qr").asString()).isEmpty();
      assertThat(code.path("digits").asString()).isEqualTo("•".repeat(20) + digits.substring(20));
    }
  }

  private static JsonNode code(JsonNode seen) {
    JsonNode sold = seen.has("tickets") ? seen.path("tickets").get(0) : seen;
    return sold.path("code");
  }

  @Test
  void anotherWindowsOrdersAreNotListed() {
    assertThat(thief.get("/api/ordering/orders").ok().path("orders")).isEmpty();
  }

  @Test
  void anotherWindowsTicketsAreNotPrinted() {
    print(thief, ids.next()).refused("TICKET_OF_OTHER_WINDOW");
    print(window, ids.next()).ok();
  }

  @Test
  void aSupervisorPrintsForAWindowThatIsGone() {
    print(clients.signedInAs(SUPERVISOR), ids.next()).ok();
  }

  @Test
  void anotherWindowsPrintJobGivesNoPaper() {
    UUID job = ids.next();
    print(window, job).ok();
    String path = "/api/ticketing/print-jobs/" + job;
    thief.get(path).refused("PRINT_JOB_NOT_FOUND");
    thief.get(path + "/tickets.pdf").refused("PRINT_JOB_NOT_FOUND");
    thief.get(path + "/tickets.bin").refused("PRINT_JOB_NOT_FOUND");
    thief.post(path + "/report", Map.of("printed", List.of())).refused("PRINT_JOB_NOT_FOUND");
    assertThat(window.get(path + "/tickets.pdf").status()).isEqualTo(200);
  }

  @Test
  void anotherWindowsCartIsNotRecalledDiscardedOrSold() {
    UUID cart = ids.next();
    window
        .post(
            "/api/ordering/carts",
            Map.of(
                "cartId",
                cart,
                "label",
                "红帽子",
                "lines",
                List.of(Map.of("productId", product.id(), "quantity", 1))))
        .ok();
    thief.post("/api/ordering/carts/" + cart + "/recall").refused("CART_NOT_FOUND");
    thief.post("/api/ordering/carts/" + cart + "/discard").refused("CART_NOT_FOUND");
    Map<String, Object> sale = sales.sale(product, 1);
    sale.put("cartId", cart);
    sales.sell(thief, sale).refused("CART_NOT_FOUND");
    assertThat(thief.get("/api/ordering/carts").ok()).isEmpty();
    window.post("/api/ordering/carts/" + cart + "/recall").ok();
  }

  @Test
  void anotherWindowsShiftIsNeitherReadNorTouched() {
    String path = "/api/cashdesk/shifts/" + shift;
    List<Map<String, Integer>> lines = List.of(Map.of("faceMinor", 10_000, "count", 1));
    thief.get(path + "/report").refused("NOT_YOUR_SHIFT");
    thief.post(path + "/close").refused("NOT_YOUR_SHIFT");
    thief.post(path + "/resume").refused("NOT_YOUR_SHIFT");
    thief
        .post(path + "/drops", Map.of("dropId", ids.next(), "lines", lines))
        .refused("NOT_YOUR_SHIFT");
    thief
        .post(path + "/counts", Map.of("countId", ids.next(), "lines", lines))
        .refused("NOT_YOUR_SHIFT");
  }

  @Test
  void aReplayOfAnotherWindowsSaleIsAConflict() {
    Map<String, Object> sale = sales.sale(product, 1);
    sales.sell(window, sale).ok();
    sales.sell(thief, sale).refused("ORDER_CONFLICT");
  }

  private Answer print(Client who, UUID job) {
    return who.post(
        "/api/ticketing/print-jobs",
        Map.of("jobId", job, "ticketNos", List.of(ticket), "way", "PDF", "openDrawer", false));
  }
}
