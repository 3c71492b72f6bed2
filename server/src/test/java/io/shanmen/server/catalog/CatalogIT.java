package io.shanmen.server.catalog;

import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.identity.SignedIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ParkIT
class CatalogIT {

  private static final String PRODUCTS = "/api/catalog/products/";
  private static final BusinessDay TODAY = BusinessDay.of(2026, 10, 1);

  @Autowired Clients clients;
  @Autowired Catalog catalog;
  @Autowired JdbcClient jdbc;
  @Autowired Products products;
  @Autowired TransactionTemplate transaction;

  private Client manager;
  private Client cashier;

  @BeforeEach
  void putUpTheGate() {
    manager = clients.signedInAs(MANAGER);
    cashier = clients.signedInAs(CASHIER);
    manager
        .put(
            "/api/catalog/checkpoints/1",
            Map.of("names", Map.of("zh", "南门", "en", "South gate"), "active", true))
        .ok();
  }

  @Test
  void publishingANewVersionNeverTouchesWhatWasSold() {
    UUID adult = publish("成人票", "A", 8_000);
    PricedSale before = quote(adult, 2, TODAY, null).orThrow();
    ProductVersionId sold = before.lines().getFirst().version().ref().versionId();

    Map<String, Object> dearer = terms("成人票（新价）", "A", 10_000);
    manager.put(PRODUCTS + adult + "/draft", dearer).ok();
    assertThat(quote(adult, 2, TODAY, null).orThrow().total().minor()).isEqualTo(16_000);
    manager.post(PRODUCTS + adult + "/versions", Map.of("versionId", UUID.randomUUID())).ok();

    assertThat(quote(adult, 2, TODAY, null).orThrow().total().minor()).isEqualTo(20_000);
    ProductVersion kept = catalog.versions(List.of(sold)).get(sold);
    assertThat(kept).isNotNull();
    assertThat(kept.names().zh()).isEqualTo("成人票");
    assertThat(kept.terms().prices().getFirst().amountMinor()).isEqualTo(8_000);
    assertThat(manager.get(PRODUCTS + adult + "/versions").ok().size()).isEqualTo(2);
    assertThatThrownBy(() -> jdbc.sql("UPDATE catalog.product_version SET terms = '{}'").update())
        .hasMessageContaining("never changes");
  }

  @Test
  void publishingTwiceWithOneIdPublishesOnce() {
    UUID adult = UUID.randomUUID();
    manager.put(PRODUCTS + adult + "/draft", terms("成人票", "A", 8_000)).ok();
    Map<String, Object> publish = Map.of("versionId", UUID.randomUUID());
    JsonNode first = manager.post(PRODUCTS + adult + "/versions", publish).ok();
    assertThat(manager.post(PRODUCTS + adult + "/versions", publish).ok()).isEqualTo(first);
    manager
        .post(PRODUCTS + adult + "/versions", Map.of("versionId", UUID.randomUUID()))
        .refused("DRAFT_MISSING");
  }

  @Test
  void whatWasPublishedInATransactionThatWasUndoneWasNotPublished() {
    UUID adult = UUID.randomUUID();
    manager.put(PRODUCTS + adult + "/draft", terms("成人票", "A", 8_000)).ok();
    UUID version = UUID.randomUUID();
    SignedIn who =
        new SignedIn(manager.operatorId(), "经理", manager.terminalId(), UUID.randomUUID(), Set.of());
    transaction.executeWithoutResult(
        status -> {
          products.publish(new ProductId(adult), new ProductVersionId(version), who).orThrow();
          status.setRollbackOnly();
        });

    JsonNode published =
        manager.post(PRODUCTS + adult + "/versions", Map.of("versionId", version)).ok();

    assertThat(published.path("current").path("versionId").asString())
        .isEqualTo(version.toString());
  }

  @Test
  void theMostSpecificPriceWins() {
    UUID adult = UUID.randomUUID();
    Map<String, Object> terms = terms("成人票", "A", 8_000);
    List<Object> prices = new ArrayList<>();
    prices.add(price(null, null, 8_000));
    prices.add(price(Map.of("first", "2026-10-01", "last", "2026-10-07"), null, 12_000));
    prices.add(price(null, "WINDOW", 9_000));
    terms.put("prices", prices);
    manager.put(PRODUCTS + adult + "/draft", terms).ok();
    manager.post(PRODUCTS + adult + "/versions", Map.of("versionId", UUID.randomUUID())).ok();
    assertThat(quote(adult, 1, TODAY, null).orThrow().total().minor()).isEqualTo(12_000);
    assertThat(quote(adult, 1, TODAY.plusDays(10), null).orThrow().total().minor())
        .isEqualTo(9_000);
  }

  @Test
  void whatIsNotOnSaleCannotBeQuoted() {
    UUID adult = publish("成人票", "A", 8_000);
    manager.post(PRODUCTS + adult + "/off-sale").ok();
    assertThat(code(quote(adult, 1, TODAY, null))).isEqualTo("PRODUCT_NOT_ON_SALE");
    manager.post(PRODUCTS + adult + "/on-sale").ok();
    assertThat(quote(adult, 1, TODAY, null).isDone()).isTrue();
    assertThat(code(quote(adult, 1, TODAY.plusDays(-1), null))).isEqualTo("VISIT_DAY_OVER");
    assertThat(code(quote(adult, 1, TODAY, 1))).isEqualTo("SLOT_UNKNOWN");
    assertThat(code(quote(adult, 0, TODAY, null))).isEqualTo("QUANTITY_NOT_ALLOWED");
    assertThat(code(quote(UUID.randomUUID(), 1, TODAY, null))).isEqualTo("PRODUCT_NOT_FOUND");
    manager.post(PRODUCTS + adult + "/retirement").ok();
    manager.post(PRODUCTS + adult + "/on-sale").refused("PRODUCT_RETIRED");
    manager.put(PRODUCTS + adult + "/draft", terms("成人票", "A", 1)).refused("PRODUCT_RETIRED");
  }

  @Test
  void aGroupIsOneTicketPricedByThePerson() {
    UUID group = UUID.randomUUID();
    Map<String, Object> terms = terms("团队票", "G", 6_000);
    admission(terms).put("people", Map.of("least", 10, "most", 200));
    manager.put(PRODUCTS + group + "/draft", terms).ok();
    manager.post(PRODUCTS + group + "/versions", Map.of("versionId", UUID.randomUUID())).ok();
    PricedSale sale = quote(group, 32, TODAY, null).orThrow();
    assertThat(sale.total().minor()).isEqualTo(192_000);
    assertThat(sale.lines().getFirst().tickets()).isEqualTo(1);
    assertThat(sale.lines().getFirst().headsPerTicket()).isEqualTo(32);
    assertThat(code(quote(group, 9, TODAY, null))).isEqualTo("QUANTITY_NOT_ALLOWED");
  }

  @Test
  void theWindowSeesPricesAndPlacesLeftInOneCall() {
    UUID pool = UUID.randomUUID();
    manager
        .put(
            "/api/catalog/place-pools/" + pool,
            Map.of(
                "names",
                Map.of("zh", "入园名额", "en", "Places"),
                "slots",
                List.of(slot(1, 540, 720), slot(2, 720, 1020))))
        .ok();
    manager.put("/api/capacity/pools/" + pool, Map.of("slotNo", 1, "places", 300)).ok();
    manager
        .put(
            "/api/capacity/pools/" + pool + "/days",
            Map.of("from", "2026-10-01", "until", "2026-10-07", "slotNo", 2, "places", 50))
        .ok();
    UUID slotted = UUID.randomUUID();
    Map<String, Object> terms = terms("分时票", "S", 8_000);
    terms.put("placePoolId", pool);
    manager.put(PRODUCTS + slotted + "/draft", terms).ok();
    manager.post(PRODUCTS + slotted + "/versions", Map.of("versionId", UUID.randomUUID())).ok();
    publish("成人票", "A", 9_000);

    JsonNode offers = cashier.get("/api/catalog/offers").ok();
    assertThat(offers.size()).isEqualTo(2);
    JsonNode bySlot = offers.get(0);
    assertThat(bySlot.path("hotKey").asString()).isEqualTo("S");
    assertThat(bySlot.path("unitMinor").asLong()).isEqualTo(8_000);
    assertThat(bySlot.path("slots").get(0).path("start").asString()).isEqualTo("09:00");
    assertThat(bySlot.path("slots").get(0).path("remaining").asInt()).isEqualTo(300);
    assertThat(bySlot.path("slots").get(1).path("remaining").asInt()).isEqualTo(50);
    assertThat(bySlot.path("remaining").asInt()).isEqualTo(350);
    assertThat(offers.get(1).path("remaining").isNull()).isTrue();
    assertThat(code(quote(slotted, 1, TODAY, null))).isEqualTo("SLOT_NEEDED");
    assertThat(quote(slotted, 1, TODAY, 2).isDone()).isTrue();
    JsonNode days =
        manager
            .get(
                "/api/capacity/pools/" + pool + "/days",
                Map.of("from", "2026-10-07", "until", "2026-10-08"))
            .ok();
    assertThat(days.size()).isEqualTo(3);
  }

  @Test
  void aDraftThatCannotBeSoldIsNotPublished() {
    publish("成人票", "A", 8_000);
    refusedToPublish(terms("学生票", "A", 4_000), "HOT_KEY_TAKEN");
    Map<String, Object> nowhere = terms("学生票", "B", 4_000);
    admission(nowhere).put("route", route(2));
    refusedToPublish(nowhere, "CHECKPOINT_UNKNOWN");
    Map<String, Object> free = terms("学生票", "B", 4_000);
    free.put("prices", List.of());
    refusedToPublish(free, "PRICES_MISSING");
    Map<String, Object> lost = terms("学生票", "B", 4_000);
    lost.put("placePoolId", UUID.randomUUID());
    refusedToPublish(lost, "PLACE_POOL_UNKNOWN");
    manager
        .put(
            "/api/catalog/checkpoints/1",
            Map.of("names", Map.of("zh", "南门", "en", "South gate"), "active", false))
        .refused("CHECKPOINT_IN_USE");
    cashier.put(PRODUCTS + UUID.randomUUID() + "/draft", free).refused("NOT_PERMITTED");
  }

  @Test
  void countedPlacesAreOfADaySoTheTicketNeedsAVisitDay() {
    UUID pool = UUID.randomUUID();
    savePool(manager, pool, List.of()).ok();
    Map<String, Object> yearly = terms("年票", "Y", 30_000);
    yearly.put("placePoolId", pool);
    validity(yearly).put("span", Map.of("basis", "FROM_SALE", "days", 365, "saleDayCounts", true));
    refusedToPublish(yearly, "PLACES_NEED_A_VISIT_DAY");
  }

  @Test
  void aTypeThatWasNeverPublishedIsNotPutOnSale() {
    UUID draft = UUID.randomUUID();
    manager.put(PRODUCTS + draft + "/draft", terms("成人票", "A", 8_000)).ok();
    manager.post(PRODUCTS + draft + "/on-sale").refused("PRODUCT_NOT_PUBLISHED");
  }

  @Test
  void theIdOfAVersionOfAnotherTypeIsAConflict() {
    UUID adult = UUID.randomUUID();
    UUID child = UUID.randomUUID();
    Map<String, Object> version = Map.of("versionId", UUID.randomUUID());
    manager.put(PRODUCTS + adult + "/draft", terms("成人票", "A", 8_000)).ok();
    manager.put(PRODUCTS + child + "/draft", terms("儿童票", "C", 4_000)).ok();
    manager.post(PRODUCTS + adult + "/versions", version).ok();
    manager.post(PRODUCTS + child + "/versions", version).refused("VERSION_CONFLICT");
  }

  @Test
  void slotsOfWhichPlacesMayHaveBeenSoldAreNeitherChangedNorTakenAway() {
    UUID pool = UUID.randomUUID();
    Map<String, Object> morning = slot(1, 540, 720);
    savePool(manager, pool, List.of(morning)).ok();
    savePool(manager, pool, List.of(morning, slot(2, 720, 1020))).ok();
    savePool(manager, pool, List.of(morning)).refused("SLOTS_ARE_FIXED");
    savePool(manager, pool, List.of(slot(1, 600, 720), slot(2, 720, 1020)))
        .refused("SLOTS_ARE_FIXED");
    savePool(manager, UUID.randomUUID(), List.of(morning, slot(1, 720, 1020)))
        .refused("SLOTS_ARE_FIXED");
  }

  private static Answer savePool(Client by, UUID pool, List<Map<String, Object>> slots) {
    return by.put(
        "/api/catalog/place-pools/" + pool,
        Map.of("names", Map.of("zh", "入园名额", "en", "Places"), "slots", slots));
  }

  private void refusedToPublish(Map<String, Object> terms, String code) {
    UUID id = UUID.randomUUID();
    manager.put(PRODUCTS + id + "/draft", terms).ok();
    manager.post(PRODUCTS + id + "/versions", Map.of("versionId", UUID.randomUUID())).refused(code);
  }

  private UUID publish(String name, String hotKey, long minor) {
    UUID id = UUID.randomUUID();
    manager.put(PRODUCTS + id + "/draft", terms(name, hotKey, minor)).ok();
    JsonNode product =
        manager.post(PRODUCTS + id + "/versions", Map.of("versionId", UUID.randomUUID())).ok();
    assertThat(product.path("state").asString()).isEqualTo("ON_SALE");
    return id;
  }

  private Outcome<PricedSale> quote(
      UUID product, int quantity, BusinessDay day, @Nullable Integer slot) {
    PriceQuestion.Line line = new PriceQuestion.Line(new ProductId(product), quantity, day, slot);
    return catalog
        .quote(List.of(new PriceQuestion("WINDOW", null, List.of(line))), TODAY)
        .getFirst();
  }

  private static String code(Outcome<PricedSale> outcome) {
    return switch (outcome) {
      case Outcome.Done<PricedSale> done -> "DONE";
      case Outcome.Refused<PricedSale> refused -> refused.refusal().code().name();
    };
  }

  private static Map<String, Object> terms(String name, String hotKey, long minor) {
    Map<String, Object> admission = new HashMap<>();
    admission.put("people", Map.of("least", 1, "most", 1));
    admission.put(
        "validity",
        new HashMap<>(
            Map.of(
                "span", Map.of("basis", "VISIT_DAY", "days", 1, "saleDayCounts", true),
                "dayRule",
                    Map.of(
                        "weekdays",
                        List.of(
                            "MONDAY",
                            "TUESDAY",
                            "WEDNESDAY",
                            "THURSDAY",
                            "FRIDAY",
                            "SATURDAY",
                            "SUNDAY"),
                        "exceptHolidays",
                        false,
                        "exceptBlackouts",
                        false,
                        "bookPeakDays",
                        false))));
    admission.put(
        "uses", Map.of("total", 1, "perDay", 0, "intervalMinutes", 0, "counting", "TOGETHER"));
    admission.put("route", route(1));
    Map<String, Object> terms = new HashMap<>();
    terms.put("names", Map.of("zh", name, "en", "Ticket " + hotKey));
    terms.put("admission", admission);
    terms.put("sale", Map.of("hotKey", hotKey, "refund", Map.of("steps", List.of())));
    terms.put("prices", List.of(price(null, null, minor)));
    return terms;
  }

  private static Map<String, Object> route(int checkpoint) {
    return Map.of("checkpoints", List.of(checkpoint), "order", "FREE", "anyOf", 0);
  }

  private static Map<String, Object> slot(int no, int startMinute, int endMinute) {
    return Map.of(
        "no",
        no,
        "window",
        Map.of(
            "startMinute",
            startMinute,
            "endMinute",
            endMinute,
            "earlyMinutes",
            15,
            "lateMinutes",
            30));
  }

  private static Map<String, Object> price(
      @Nullable Map<String, String> days, @Nullable String channel, long minor) {
    Map<String, Object> scope = new HashMap<>();
    scope.put("channel", channel);
    Map<String, Object> price = new HashMap<>();
    price.put("days", days);
    price.put("scope", scope);
    price.put("amountMinor", minor);
    return price;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> admission(Map<String, Object> terms) {
    return Objects.requireNonNull((Map<String, Object>) terms.get("admission"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> validity(Map<String, Object> terms) {
    return Objects.requireNonNull((Map<String, Object>) admission(terms).get("validity"));
  }
}
