package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.client.ParkClient;
import io.shanmen.simulators.demo.DemoGate;
import io.shanmen.simulators.demo.DemoOptions;
import io.shanmen.simulators.demo.DemoPark;
import io.shanmen.simulators.turnstile.Side;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The demo park as somebody uses it who kills a gate, stops the park and starts it again. */
class DemoParkIT {
  private static final String WINDOW = "试用窗口";

  @TempDir Path folder;

  @Test
  void aKilledGateComesBackByItselfAndARestartKeepsEverything() throws Exception {
    int port = Fork.freePort();
    String used;
    String kept;
    String password;
    String shift;
    JsonNode terminals;
    try (DemoPark park = open(port)) {
      password = park.password();
      ParkClient window = park.at(WINDOW, "robot.cashier2");
      park.openTill(window);
      shift = shift(window);
      used = sell(window);
      kept = sell(window);
      DemoGate gate = park.gates().getFirst();
      gate.board().obey("walk 300");
      try (GateDisplay display = GateDisplay.of(gate)) {
        display.awaitShown("\"mode\":\"ONLINE\"", "\"state\":\"idle\"");
        display.scan(used, "\"state\":\"admit\"");
        awaitEntered(gate);
        long before = gate.pid();
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        Waiting.until(
            "another gate program",
            () -> Optional.of(gate).filter(one -> one.pid() != before && one.isRunning()));
        display.awaitShown("\"mode\":\"ONLINE\"", "\"state\":\"idle\"");
        display.scan(used, "\"reason\":\"ALREADY_USED\"", "\"usedAtGate\":1");
      }
      terminals = park.backOffice().get("/api/terminal/terminals").orThrow("terminals");
    }
    try (DemoPark park = open(port)) {
      assertThat(park.password()).isEqualTo(password);
      assertThat(park.backOffice().get("/api/terminal/terminals").orThrow("terminals"))
          .as("nobody had to be approved or enrolled again")
          .hasSameSizeAs(terminals);
      ParkClient window = park.at(WINDOW, "robot.cashier2");
      assertThat(shift(window)).as("the shift goes on").isEqualTo(shift);
      DemoGate gate = park.gates().getFirst();
      gate.board().obey("walk 300");
      try (GateDisplay display = GateDisplay.of(gate)) {
        display.awaitShown("\"mode\":\"ONLINE\"", "\"state\":\"idle\"");
        display.scan(used, "\"reason\":\"ALREADY_USED\"");
        display.scan(kept, "\"state\":\"admit\"");
        awaitEntered(gate);
      }
    }
  }

  private DemoPark open(int port) throws IOException {
    Path log = Files.createDirectories(folder).resolve("demo.log");
    return DemoPark.open(
        new DemoOptions(
            new DemoOptions.Programs(BuiltPrograms.server(), BuiltPrograms.gate()),
            folder.resolve("park"),
            port,
            0,
            ZoneId.of("Asia/Shanghai")),
        new PrintStream(Files.newOutputStream(log), true));
  }

  private static String shift(ParkClient window) {
    JsonNode till = window.get("/api/cashdesk/till").orThrow("till");
    return UUID.fromString(till.path("shift").path("shiftId").asString()).toString();
  }

  /** The first visitor of this board, which counts from zero, has walked in. */
  private static void awaitEntered(DemoGate gate) throws Exception {
    Waiting.until(
        "a visitor inside",
        () -> Optional.of(gate.board().counted(1, Side.LEFT)).filter(people -> people == 1));
  }

  /** One ticket for cash; its QR text. */
  private static String sell(ParkClient window) {
    JsonNode offer = window.get("/api/catalog/offers").orThrow("offers").get(0);
    List<Map<String, Object>> lines =
        List.of(Map.of("productId", offer.path("productId").asString(), "quantity", 1));
    long total =
        window
            .post("/api/ordering/quotes", Map.of("lines", lines))
            .orThrow("quote")
            .path("totalMinor")
            .asLong();
    return window
        .post(
            "/api/ordering/sales",
            Map.of(
                "orderId",
                UUID.randomUUID(),
                "lines",
                lines,
                "totalMinor",
                total,
                "tender",
                Map.of("kind", "CASH", "receivedMinor", total),
                "confirmed",
                true))
        .orThrow("sale")
        .path("tickets")
        .get(0)
        .path("code")
        .path("qr")
        .asString();
  }
}
