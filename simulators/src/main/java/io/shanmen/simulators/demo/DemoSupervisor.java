package io.shanmen.simulators.demo;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The demo's supervisor: hands a float to every cashier who asks for one, and receives the drops of
 * cash. The float is always the same, so that a person who plays a cashier without real cash can
 * count it.
 */
final class DemoSupervisor implements Runnable {

  /** Two of 100, three of 50, five of 20, eight of 5 and ten of 1 yuan: 500.00. */
  static final List<Map<String, Integer>> FLOAT =
      List.of(line(10_000, 2), line(5_000, 3), line(2_000, 5), line(500, 8), line(100, 10));

  /** The same in words. */
  static final String FLOAT_WORDS = "100×2  50×3  20×5  5×8  1×10 = 500.00";

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final ParkClient client;
  private final Consumer<String> say;

  /** {@code say} is told what was handed to whom. */
  DemoSupervisor(ParkClient client, Consumer<String> say) {
    this.client = client;
    this.say = say;
  }

  /** Puts a float into a cashier's hands. */
  Answer issueFloat(UUID floatId, UUID operatorId, UUID terminalId) {
    return client.post(
        "/api/cashdesk/floats",
        Map.of(
            "floatId", floatId,
            "operatorId", operatorId,
            "terminalId", terminalId,
            "lines", FLOAT));
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      for (JsonNode asked : client.get("/api/cashdesk/floats").body()) {
        if (asked.path("state").asString().equals("REQUESTED")
            && issueFloat(id(asked, "floatId"), id(asked, "operatorId"), id(asked, "terminalId"))
                .isDone()) {
          say.accept(
              "值班长给 %s 发备用金 · float for %s: %s"
                  .formatted(
                      asked.path("terminalName").asString(),
                      asked.path("operatorName").asString(),
                      FLOAT_WORDS));
        }
      }
      for (JsonNode drop : client.get("/api/cashdesk/drops").body()) {
        client.post("/api/cashdesk/drops/" + drop.path("dropId").asString() + "/receipt", Map.of());
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static UUID id(JsonNode node, String name) {
    return UUID.fromString(node.path(name).asString());
  }

  private static Map<String, Integer> line(int faceMinor, int count) {
    return Map.of("faceMinor", faceMinor, "count", count);
  }
}
