package io.shanmen.server.capacity;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.ordering.TestSales;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** How many places there are is never set below what is taken, nor where there are none to set. */
@ParkIT
class CapacitySettingsIT {

  private static final String TODAY = "2026-10-01";

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired JdbcClient jdbc;

  private Client office;

  @BeforeEach
  void anOffice() {
    office = clients.signedInAs(ADMINISTRATOR);
  }

  @Test
  void placesThatAreSoldCannotBeTakenAway() {
    Client window = sales.window();
    sales.sell(window, sales.sale(sales.withPlaces(8_000, 10), 4)).ok();
    String pool =
        "/api/capacity/pools/"
            + jdbc.sql("SELECT place_pool_id FROM capacity.place").query(UUID.class).single();

    JsonNode refused = days(pool, 0, 3).refused("CAPACITY_BELOW_TAKEN");
    assertThat(refused.path("params").path("day").asString()).isEqualTo(TODAY);
    assertThat(refused.path("params").path("taken").asInt()).isEqualTo(4);
    standing(pool, 0, 3).refused("CAPACITY_BELOW_TAKEN");
    standing(pool, 0, 4).ok();
    days(pool, 0, 3).refused("CAPACITY_BELOW_TAKEN");
    days(pool, 0, 5).ok();
  }

  @Test
  void onlyPoolsAndSlotsThatThereAreHavePlaces() {
    String unknown = "/api/capacity/pools/" + UUID.randomUUID();
    standing(unknown, 0, 10).refused("PLACE_POOL_NOT_FOUND");
    days(unknown, 0, 10).refused("PLACE_POOL_NOT_FOUND");

    UUID id = UUID.randomUUID();
    office
        .put(
            "/api/catalog/place-pools/" + id,
            Map.of("names", Map.of("zh", "名额", "en", "Places"), "slots", List.of()))
        .ok();
    String whole = "/api/capacity/pools/" + id;
    standing(whole, 1, 10).refused("SLOT_NOT_FOUND");
    days(whole, 1, 10).refused("SLOT_NOT_FOUND");
    standing(whole, 0, 10).ok();
  }

  private Answer standing(String pool, int slot, int places) {
    return office.put(pool, Map.of("slotNo", slot, "places", places));
  }

  private Answer days(String pool, int slot, int places) {
    return office.put(
        pool + "/days",
        Map.of("from", TODAY, "until", "2026-10-02", "slotNo", slot, "places", places));
  }
}
