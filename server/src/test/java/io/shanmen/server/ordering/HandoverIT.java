package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Client.Credentials;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales.Product;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** R9: what a shift leaves is nothing, or is handed over to the next one; both sign. */
@ParkIT
class HandoverIT {

  private static final String TILL = "/api/cashdesk/till";
  private static final List<Map<String, Object>> FLOAT =
      List.of(Map.of("faceMinor", 10_000, "count", 5));

  @Autowired TestSales sales;
  @Autowired Clients clients;
  @Autowired Ids ids;

  private Client window;
  private Product adult;
  private Credentials next;

  @BeforeEach
  void aShift() {
    window = sales.window();
    adult = sales.single(8_000);
    next = clients.operator(BuiltInRole.CASHIER);
  }

  @Test
  void aShiftWithAParkedCartAndUnprintedTicketsDoesNotCloseByItself() {
    park();
    sales.sell(window, sales.sale(adult, 2)).ok();
    JsonNode problem = window.post(shift("/close")).refused("SHIFT_HAS_LEFTOVERS");
    assertThat(problem.path("zh").asString()).contains("挂单", "× 1", "未出票的票", "× 2");
    assertThat(state()).isEqualTo("OPEN");
  }

  @Test
  void bothCashiersSignAndWhoSignedOpensTheNextShift() {
    UUID cart = park();
    sign(window.credentials()).refused("APPROVAL_BY_MAKER");
    sign(clients.operator(BuiltInRole.GATE_STAFF)).refused("APPROVAL_NOT_PERMITTED");
    window
        .post(
            shift("/handover"), Map.of("incoming", next.signInName(), "secret", "not-the-password"))
        .refused("SECOND_FACTOR_WRONG");
    assertThat(state()).isEqualTo("OPEN");

    sign(next).ok();
    JsonNode handover = window.get(TILL).ok().path("shift").path("handover");
    assertThat(handover.path("leftovers").get(0).path("code").asString()).isEqualTo("PARKED_CART");
    JsonNode z = close();
    assertThat(z.path("close").path("handover")).isEqualTo(handover);

    window.signIn(next).ok();
    assertThat(window.get(TILL).ok().path("handover").path("yours").asBoolean()).isTrue();
    sales.withShift(window);
    assertThat(window.get(TILL).ok().path("handover").isNull()).isTrue();

    window.post(shift("/close")).refused("SHIFT_HAS_LEFTOVERS");
    window.post("/api/ordering/carts/" + cart + "/recall").ok();
    window.post("/api/ordering/carts/" + cart + "/discard").ok();
    window.post(shift("/close")).ok();
    close();
  }

  @Test
  void whoDidNotSignTakesItOverBeforeTheNextShift() {
    park();
    UUID first = shiftId();
    sign(next).ok();
    close();

    Credentials third = clients.operator(BuiltInRole.CASHIER);
    window.signIn(third).ok();
    assertThat(window.get(TILL).ok().path("handover").path("yours").asBoolean()).isFalse();
    UUID floatId = issueFloat(third);
    Map<String, Object> opening = Map.of("shiftId", ids.next(), "floatId", floatId, "lines", FLOAT);
    window.post("/api/cashdesk/shifts", opening).refused("HANDOVER_TO_ANOTHER");
    clients
        .signedInAs(BuiltInRole.CASHIER)
        .post("/api/cashdesk/handovers/" + first + "/taking-over")
        .refused("HANDOVER_NOT_FOUND");
    window.post("/api/cashdesk/handovers/" + first + "/taking-over").ok();
    window.post("/api/cashdesk/shifts", opening).ok();

    window.post(shift("/close")).refused("SHIFT_HAS_LEFTOVERS");
    sign(next).ok();
    close();
    window.signIn(next).ok();
    sales.withShift(window);
    window.post(shift("/close")).refused("SHIFT_HAS_LEFTOVERS");
  }

  @Test
  void aShiftThatGoesOnTakesBackWhatItHandedOver() {
    park();
    sign(next).ok();
    window.post(shift("/resume")).ok();
    assertThat(window.get(TILL).ok().path("shift").path("handover").isNull()).isTrue();
    window.post(shift("/close")).refused("SHIFT_HAS_LEFTOVERS");
    sign(next).ok();
  }

  @Test
  void cashOnItsWayIsReceivedAndNotHandedOver() {
    park();
    UUID drop = ids.next();
    window.post(shift("/drops"), Map.of("dropId", drop, "lines", FLOAT)).ok();
    sign(next).refused("DROP_NOT_HANDED_OVER");
    window.post("/api/cashdesk/drops/" + drop + "/cancellation").ok();
    sign(next).ok();
  }

  private Answer sign(Credentials incoming) {
    return window.post(
        shift("/handover"),
        Map.of("incoming", incoming.signInName(), "secret", incoming.password()));
  }

  /** The drawer holds what it should; the Z report. */
  private JsonNode close() {
    return window
        .post(shift("/counts"), Map.of("countId", ids.next(), "lines", FLOAT))
        .ok()
        .path("report");
  }

  private UUID issueFloat(Credentials cashier) {
    UUID floatId = ids.next();
    clients
        .signedInAs(BuiltInRole.SUPERVISOR)
        .post(
            "/api/cashdesk/floats",
            Map.of(
                "floatId",
                floatId,
                "operatorId",
                cashier.operatorId(),
                "terminalId",
                window.terminalId(),
                "lines",
                FLOAT))
        .ok();
    return floatId;
  }

  private UUID park() {
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
                List.of(Map.of("productId", adult.id(), "quantity", 1))))
        .ok();
    return cart;
  }

  private String shift(String step) {
    return "/api/cashdesk/shifts/" + shiftId() + step;
  }

  private UUID shiftId() {
    return UUID.fromString(window.get(TILL).ok().path("shift").path("shiftId").asString());
  }

  private String state() {
    return window.get(TILL).ok().path("state").asString();
  }
}
