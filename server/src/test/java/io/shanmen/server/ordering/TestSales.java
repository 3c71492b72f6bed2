package io.shanmen.server.ordering;

import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.ValidityPlan;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.identity.BuiltInRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets up what a sale needs, over HTTP as in life: ticket types, places, windows with a shift. */
@Component
public class TestSales {

  /** The float of each window: 500 yuan. */
  public static final long FLOAT_MINOR = 50_000;

  private static final int MAIN_ENTRANCE = 1;

  private final Clients clients;
  private final Ids ids;

  TestSales(Clients clients, Ids ids) {
    this.clients = clients;
    this.ids = ids;
  }

  /** A ticket type on sale. */
  public record Product(UUID id, long priceMinor) {}

  /** A single ticket for a day, refundable until 18:00 of that day for a fee of 5 yuan. */
  public Product single(long priceMinor) {
    return product("成人票", priceMinor, 1, 1, null);
  }

  /** One ticket for four. */
  public Product family(long priceMinor) {
    return product("家庭票", priceMinor, 4, 4, null);
  }

  /** A single ticket that needs one of so many places a day. */
  public Product withPlaces(long priceMinor, int places) {
    UUID pool = ids.next();
    Client office = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    office
        .put(
            "/api/catalog/place-pools/" + pool,
            Map.of("names", names("名额", "Places"), "slots", List.of()))
        .ok();
    office.put("/api/capacity/pools/" + pool, Map.of("slotNo", 0, "places", places)).ok();
    return product("限量票", priceMinor, 1, 1, pool);
  }

  private Product product(
      String zh, long priceMinor, int least, int most, @Nullable UUID placePool) {
    Client office = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    office
        .put(
            "/api/catalog/checkpoints/" + MAIN_ENTRANCE,
            Map.of("names", names("大门", "Main gate"), "active", true))
        .ok();
    UUID id = ids.next();
    String path = "/api/catalog/products/" + id;
    office.put(path + "/draft", terms(zh, priceMinor, least, most, placePool)).ok();
    office.post(path + "/versions", Map.of("versionId", ids.next())).ok();
    office.post(path + "/on-sale", Map.of()).ok();
    return new Product(id, priceMinor);
  }

  /** Publishes a new version at another price. */
  public Product reprice(Product product, long priceMinor) {
    Client office = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    String path = "/api/catalog/products/" + product.id();
    office.put(path + "/draft", terms("成人票", priceMinor, 1, 1, null)).ok();
    office.post(path + "/versions", Map.of("versionId", ids.next())).ok();
    return new Product(product.id(), priceMinor);
  }

  private static Map<String, Object> terms(
      String zh, long priceMinor, int least, int most, @Nullable UUID placePool) {
    Map<String, Object> terms = new HashMap<>();
    terms.put("names", names(zh, "Test ticket"));
    terms.put(
        "admission",
        Map.of(
            "people", Map.of("least", least, "most", most),
            "validity", ValidityPlan.dayTicket(),
            "uses", Uses.ONCE,
            "route", Map.of("checkpoints", List.of(MAIN_ENTRANCE), "order", "FREE", "anyOf", 0)));
    if (placePool != null) {
      terms.put("placePoolId", placePool);
    }
    Map<String, Object> step =
        Map.of("daysBefore", 0, "until", "18:00", "percent", 100, "feeMinor", 500, "noShow", false);
    terms.put("sale", Map.of("refund", Map.of("steps", List.of(step))));
    terms.put("prices", List.of(Map.of("scope", Map.of(), "amountMinor", priceMinor)));
    return terms;
  }

  private static Map<String, String> names(String zh, String en) {
    return Map.of("zh", zh, "en", en);
  }

  /** A cashier at a new window with an open shift. */
  public Client window() {
    return withShift(clients.signedInAs(BuiltInRole.CASHIER));
  }

  /** A clerk at a new refund desk with an open shift. */
  public Client refundDesk() {
    return withShift(
        clients.signedInWith(
            "aftersales.request",
            "aftersales.execute",
            "ordering.view",
            "cashdesk.work",
            "cashdesk.move-cash"));
  }

  /** Opens a shift for whoever is signed in. */
  public Client withShift(Client till) {
    List<Map<String, Object>> notes =
        List.of(Map.of("faceMinor", 10_000, "count", FLOAT_MINOR / 10_000));
    UUID floatId = ids.next();
    clients
        .signedInAs(BuiltInRole.SUPERVISOR)
        .post(
            "/api/cashdesk/floats",
            Map.of(
                "floatId",
                floatId,
                "operatorId",
                till.operatorId(),
                "terminalId",
                till.terminalId(),
                "lines",
                notes))
        .ok();
    till.post(
            "/api/cashdesk/shifts",
            Map.of("shiftId", ids.next(), "floatId", floatId, "lines", notes))
        .ok();
    return till;
  }

  /** A sale's body: so many of one product, paid exactly. */
  public Map<String, Object> sale(Product product, int quantity) {
    return sale(List.of(product), List.of(quantity));
  }

  public Map<String, Object> sale(List<Product> products, List<Integer> quantities) {
    List<Map<String, Object>> lines = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < products.size(); i++) {
      lines.add(Map.of("productId", products.get(i).id(), "quantity", quantities.get(i)));
      total += products.get(i).priceMinor() * quantities.get(i);
    }
    return new HashMap<>(
        Map.of(
            "orderId",
            ids.next(),
            "lines",
            lines,
            "totalMinor",
            total,
            "tender",
            Map.of("kind", "CASH", "receivedMinor", total),
            "confirmed",
            false));
  }

  /** Sells and gives the answer. */
  public Answer sell(Client window, Map<String, Object> sale) {
    return window.post("/api/ordering/sales", sale);
  }
}
