package io.shanmen.server.cashdesk;

import static io.shanmen.server.identity.BuiltInRole.FINANCE;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ordering.TestSales;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** R6 above 50 yuan: after the manager, finance looks at the camera's record. */
@ParkIT
class ExaminationIT {

  private static final String SHIFTS = "/api/cashdesk/shifts";

  private static final Map<String, Object> FOUND =
      Map.of("camera", "3号机 17:05 多找一百", "finding", "由收银员补足");

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired TestClock clock;

  private Client manager;
  private Client finance;

  @BeforeEach
  void people() {
    manager = clients.signedInAs(MANAGER);
    finance = clients.signedInAs(FINANCE);
  }

  @Test
  void aLargeDifferenceWaitsForFinanceAndIsExaminedOnce() {
    UUID shift = shiftWithout(10_000);
    finance.post(path(shift), FOUND).refused("NOTHING_TO_EXAMINE");
    accept(shift);
    clock.advance(Duration.ofDays(2));
    assertThat(listed(shift).path("awaitsExamination").asBoolean()).isTrue();

    JsonNode report = finance.post(path(shift), FOUND).ok();
    assertThat(report.path("close").path("examined").path("camera").asString())
        .isEqualTo("3号机 17:05 多找一百");
    assertThat(report.path("close").path("examined").path("by").asString()).isNotBlank();
    finance.post(path(shift), FOUND).ok();
    finance
        .post(path(shift), Map.of("camera", "没有录像", "finding", "算了"))
        .refused("NOTHING_TO_EXAMINE");
    assertThat(listed(shift).isMissingNode()).isTrue();
  }

  @Test
  void aSmallDifferenceIsNotForFinance() {
    UUID shift = shiftWithout(3_000);
    accept(shift);
    assertThat(listed(shift).path("awaitsExamination").asBoolean()).isFalse();
    finance.post(path(shift), FOUND).refused("NOTHING_TO_EXAMINE");
  }

  @Test
  void whoAcceptedADifferenceDoesNotExamineIt() {
    manager = clients.signedInAs(MANAGER, FINANCE);
    UUID shift = shiftWithout(10_000);
    accept(shift);
    manager.post(path(shift), FOUND).refused("EXAMINATION_BY_PARTY");
    clients.signedInAs(MANAGER).post(path(shift), FOUND).refused("NOT_PERMITTED");
    finance.post(path(shift), Map.of("camera", " ", "finding", "好")).refused("INVALID_VALUE");
  }

  /** A shift that was counted twice, with this much missing. */
  private UUID shiftWithout(long missingMinor) {
    Client cashier = sales.window();
    String id = cashier.get("/api/cashdesk/till").ok().path("shift").path("shiftId").asString();
    UUID shift = UUID.fromString(id);
    cashier.post(SHIFTS + "/" + shift + "/close").ok();
    long coins = (TestSales.FLOAT_MINOR - missingMinor) / 100;
    for (int i = 0; i < 2; i++) {
      cashier
          .post(
              SHIFTS + "/" + shift + "/counts",
              Map.of(
                  "countId",
                  UUID.randomUUID(),
                  "lines",
                  List.of(Map.of("faceMinor", 100, "count", coins))))
          .ok();
    }
    return shift;
  }

  private void accept(UUID shift) {
    manager.post(SHIFTS + "/" + shift + "/acceptance", Map.of("reason", "已问收银员")).ok();
  }

  private JsonNode listed(UUID shift) {
    for (JsonNode one : finance.get(SHIFTS).ok()) {
      if (one.path("shiftId").asString().equals(shift.toString())) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  private static String path(UUID shift) {
    return SHIFTS + "/" + shift + "/examination";
  }
}
