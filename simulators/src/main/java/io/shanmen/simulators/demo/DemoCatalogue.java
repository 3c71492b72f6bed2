package io.shanmen.simulators.demo;

import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.ValidityPlan;
import io.shanmen.simulators.client.ParkClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the demo park sells, put up through the back office's API at the first start. */
final class DemoCatalogue {

  /** The one checkpoint that all its tickets admit to. */
  static final int MAIN_ENTRANCE = 1;

  private static final int PLACES_A_DAY = 20_000;
  private static final int PEOPLE_AT_ONCE = 1_200;
  private static final int FAMILY_HEADS = 4;
  private static final int GROUP_LEAST = 10;
  private static final int GROUP_MOST = 99;

  private record Type(
      String zh, String en, String key, int priceMinor, int least, int most, String forWhom) {}

  private static final List<Type> TYPES =
      List.of(
          new Type("成人票", "Adult", "A", 12_000, 1, 1, ""),
          new Type(
              "优惠票",
              "Concession",
              "C",
              6_000,
              1,
              1,
              "全日制学生、现役军人，凭证|Students and soldiers, with proof"),
          new Type("儿童票", "Child", "E", 6_000, 1, 1, "6–18 周岁|6 to 18 years"),
          new Type(
              "老人票",
              "Senior",
              "L",
              6_000,
              1,
              1,
              "60 周岁以上，凭身份证|60 years and over, with identity card"),
          new Type(
              "家庭票",
              "Family of four",
              "F",
              28_000,
              FAMILY_HEADS,
              FAMILY_HEADS,
              "两大两小|Two adults, two children"),
          new Type(
              "团队票",
              "Group",
              "G",
              9_000,
              GROUP_LEAST,
              GROUP_MOST,
              "10 人以上，导游带队|10 people or more, with a guide"));

  private final ParkClient backOffice;

  DemoCatalogue(ParkClient backOffice) {
    this.backOffice = backOffice;
  }

  /** Puts up what is not there yet. */
  void putUp() {
    saveCheckpoint(MAIN_ENTRANCE, "南大门", "South gate");
    limitPeople();
    UUID pool = placePool();
    Map<String, JsonNode> known = new HashMap<>();
    for (JsonNode product : backOffice.get("/api/catalog/products").orThrow("ticket types")) {
      known.put(englishName(product), product);
    }
    for (Type type : TYPES) {
      if (!known.containsKey(type.en())) {
        putUp(type, pool);
      }
    }
  }

  private void saveCheckpoint(int no, String zh, String en) {
    backOffice
        .put(
            "/api/catalog/checkpoints/" + no,
            Map.of("names", Map.of("zh", zh, "en", en), "active", true))
        .orThrow("checkpoint " + no);
  }

  /** How many people the mountain bears, unless somebody has said already. */
  private void limitPeople() {
    JsonNode rules = backOffice.get("/api/admission/settings").orThrow("rules of admission");
    if (rules.path("instantCapacity").asInt() == 0 && rules instanceof ObjectNode limited) {
      limited.put("instantCapacity", PEOPLE_AT_ONCE).put("dayCapacity", PLACES_A_DAY);
      backOffice.put("/api/admission/settings", limited).orThrow("limit the people");
    }
  }

  /** All who come in share the day's places. */
  private UUID placePool() {
    for (JsonNode pool : backOffice.get("/api/catalog/place-pools").orThrow("pools")) {
      return UUID.fromString(pool.path("id").asString());
    }
    UUID id = DemoIds.next();
    backOffice
        .put(
            "/api/catalog/place-pools/" + id,
            Map.of("names", Map.of("zh", "每日入园名额", "en", "Places a day"), "slots", List.of()))
        .orThrow("pool of places");
    backOffice
        .put("/api/capacity/pools/" + id, Map.of("slotNo", 0, "places", PLACES_A_DAY))
        .orThrow("places a day");
    return id;
  }

  private void putUp(Type type, UUID pool) {
    UUID id = DemoIds.next();
    String path = "/api/catalog/products/" + id;
    backOffice.put(path + "/draft", terms(type, pool)).orThrow("draft of " + type.en());
    backOffice
        .post(path + "/versions", Map.of("versionId", DemoIds.next()))
        .orThrow("publish " + type.en());
    backOffice.post(path + "/on-sale", Map.of()).orThrow("put on sale " + type.en());
  }

  private static Map<String, Object> terms(Type type, UUID pool) {
    Map<String, Object> sale = new HashMap<>();
    sale.put("hotKey", type.key());
    sale.put("refund", Map.of("steps", refundSteps()));
    if (!type.forWhom().isEmpty()) {
      String[] both = type.forWhom().split("\\|", -1);
      sale.put("eligibility", Map.of("zh", both[0], "en", both[1]));
    }
    return Map.of(
        "names", Map.of("zh", type.zh(), "en", type.en()),
        "admission",
            Map.of(
                "people", Map.of("least", type.least(), "most", type.most()),
                "validity", ValidityPlan.dayTicket(),
                "uses", Uses.ONCE,
                "route",
                    Map.of("checkpoints", List.of(MAIN_ENTRANCE), "order", "FREE", "anyOf", 0)),
        "placePoolId", pool,
        "sale", sale,
        "prices", List.of(Map.of("scope", Map.of(), "amountMinor", type.priceMinor())));
  }

  /** The day before all is given back; on the day five yuan less, until eight in the evening. */
  private static List<Map<String, Object>> refundSteps() {
    List<Map<String, Object>> steps = new ArrayList<>();
    steps.add(step(1, "23:59", 0));
    steps.add(step(0, "20:00", 500));
    return steps;
  }

  private static Map<String, Object> step(int daysBefore, String until, int feeMinor) {
    return Map.of(
        "daysBefore", daysBefore,
        "until", until,
        "percent", 100,
        "feeMinor", feeMinor,
        "noShow", false);
  }

  private static String englishName(JsonNode product) {
    JsonNode names = product.findPath("names");
    return names.path("en").asString("");
  }
}
