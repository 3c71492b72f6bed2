package io.shanmen.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.identity.BuiltInRole;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What those who run the gates are refused. */
@ParkIT
class AdmissionDeskIT {

  @Autowired Clients clients;
  @Autowired Gates gates;
  @Autowired TestTickets tickets;

  private Client office;
  private Client one;
  private Client two;

  @BeforeEach
  void twoGates() {
    office = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    one = gate();
    two = gate();
  }

  private Client gate() {
    Client gate = clients.gate(1);
    gates.takeOver(gate.terminalId());
    return gate;
  }

  @Test
  void aGateThatIsNotThereIsNeitherDescribedNorOrderedNorOpened() {
    UUID nobody = UUID.randomUUID();
    describe(nobody, 7).refused("GATE_UNKNOWN");
    office
        .put(
            "/api/admission/gates/" + nobody + "/mode",
            Map.of("mode", "EMERGENCY_OPEN", "reason", "演习"))
        .refused("GATE_UNKNOWN");
    release(UUID.randomUUID(), nobody, "婴儿车").refused("GATE_UNKNOWN");
  }

  @Test
  void aNumberBelongsToOneGate() {
    describe(one.terminalId(), 7).ok();
    JsonNode refused = describe(two.terminalId(), 7).refused("GATE_NUMBER_TAKEN");
    assertThat(refused.path("params").path("name").asString()).isNotBlank();
    describe(one.terminalId(), 7).ok();
    describe(two.terminalId(), 8).ok();
  }

  @Test
  void theSameRequestWithAnotherContentIsRefusedAtTheGateAndAtTheDesk() {
    UUID release = UUID.randomUUID();
    release(release, one.terminalId(), "婴儿车").ok();
    release(release, two.terminalId(), "婴儿车").refused("REQUEST_CONFLICT");
    release(release, one.terminalId(), "轮椅").refused("REQUEST_CONFLICT");

    UUID correction = UUID.randomUUID();
    correct(correction, 10).ok();
    correct(correction, 11).refused("REQUEST_CONFLICT");

    Map<String, Object> showing = tickets.showing(UUID.randomUUID(), tickets.forToday(1));
    Map<String, Object> other = new HashMap<>(showing);
    other.put("reader", "entry-2");
    one.post("/api/gate/authorise", showing).ok();
    one.post("/api/gate/authorise", other).refused("REQUEST_CONFLICT");
    two.post("/api/gate/authorise", showing).refused("REQUEST_CONFLICT");
  }

  @Test
  void r28TheCountIsCorrectedInStepsAndNeverBelowNobody() {
    JsonNode tooMuch = correct(UUID.randomUUID(), 51).refused("CORRECTION_TOO_LARGE");
    assertThat(tooMuch.path("params").path("limit").asInt()).isEqualTo(50);
    correct(UUID.randomUUID(), 0).refused("CORRECTION_TOO_LARGE");
    correct(UUID.randomUUID(), 10).ok();
    UUID tooFew = UUID.randomUUID();
    JsonNode below = correct(tooFew, -11).refused("CORRECTION_BELOW_ZERO");
    assertThat(below.path("params").path("inPark").asInt()).isEqualTo(10);
    correct(tooFew, -10).ok();
  }

  @Test
  void settingsThatMakeNoSenseAreNotSaved() {
    ObjectNode settings = (ObjectNode) office.get("/api/admission/settings").ok();
    office.put("/api/admission/settings", settings).ok();
    ObjectNode hasty = settings.deepCopy();
    ((ObjectNode) hasty.path("timing")).put("onlineTimeoutMillis", 5);
    JsonNode refused = office.put("/api/admission/settings", hasty).refused("SETTINGS_INVALID");
    assertThat(refused.path("params").path("why").asString()).contains("20 to 2000 ms");
    assertThat(office.get("/api/admission/settings").ok()).isEqualTo(settings);
  }

  private Answer describe(UUID gate, int no) {
    return office.put("/api/admission/gates/" + gate, Map.of("no", no, "direction", "BOTH"));
  }

  private Answer release(UUID request, UUID gate, String reason) {
    return office.post(
        "/api/admission/manual-releases",
        Map.of("requestId", request, "gateId", gate, "people", 1, "reason", reason));
  }

  private Answer correct(UUID request, int delta) {
    return office.post(
        "/api/admission/in-park/corrections",
        Map.of("requestId", request, "delta", delta, "reason", "东门人工清点"));
  }
}
