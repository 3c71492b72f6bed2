package io.shanmen.simulators.demo;

import io.shanmen.simulators.client.ParkClient;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The demo's back office approves every browser on this computer that asks, as a real administrator
 * would in the console; browsers elsewhere wait for a real one.
 */
final class TerminalApprover implements Runnable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final ParkClient backOffice;
  private final BooleanSupplier wanted;
  private final Consumer<String> say;

  /**
   * A back office that looks for computers.
   *
   * @param wanted whether it is to approve them now
   * @param say is told the name of each terminal that was approved
   */
  TerminalApprover(ParkClient backOffice, BooleanSupplier wanted, Consumer<String> say) {
    this.backOffice = backOffice;
    this.wanted = wanted;
    this.say = say;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      for (JsonNode terminal : backOffice.get("/api/terminal/terminals").body()) {
        if (wanted.getAsBoolean()
            && terminal.path("state").asString().equals("REQUESTED")
            && isHere(terminal.path("askedFrom").asString(""))) {
          approve(terminal);
        }
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void approve(JsonNode terminal) {
    String name = terminal.path("name").asString();
    boolean approved =
        backOffice
            .post(
                "/api/terminal/terminals/" + terminal.path("terminalId").asString() + "/approval",
                Map.of("pairingCode", terminal.path("pairingCode").asString(), "name", name))
            .isDone();
    if (approved) {
      say.accept(name);
    }
  }

  private static boolean isHere(String address) {
    return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
  }
}
