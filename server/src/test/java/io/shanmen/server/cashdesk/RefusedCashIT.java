package io.shanmen.server.cashdesk;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static io.shanmen.server.identity.BuiltInRole.SUPERVISOR;

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

/** What is not done with cash that is not there, not one's own, or over already. */
@ParkIT
class RefusedCashIT {

  private static final String FLOATS = "/api/cashdesk/floats";
  private static final String SHIFTS = "/api/cashdesk/shifts";
  private static final String DROPS = "/api/cashdesk/drops";
  private static final Map<String, Object> ACCEPTED = Map.of("reason", "已问收银员");

  @Autowired Clients clients;
  @Autowired TestSales sales;

  private Client supervisor;

  @BeforeEach
  void aSupervisor() {
    supervisor = clients.signedInAs(SUPERVISOR);
  }

  @Test
  void aShiftThatNeverWasIsNeitherMovedClosedReportedNorAccepted() {
    Client cashier = clients.signedInAs(ADMINISTRATOR);
    String path = SHIFTS + "/" + UUID.randomUUID();
    move(cashier, path).refused("SHIFT_NOT_FOUND");
    drop(cashier, path, UUID.randomUUID()).refused("SHIFT_NOT_FOUND");
    cashier.post(path + "/close").refused("SHIFT_NOT_FOUND");
    supervisor.get(path + "/report").refused("SHIFT_NOT_FOUND");
    supervisor.post(path + "/acceptance", ACCEPTED).refused("SHIFT_NOT_FOUND");
    cashier
        .post(path + "/examination", Map.of("camera", "3号机", "finding", "无"))
        .refused("SHIFT_NOT_FOUND");
  }

  @Test
  void onceTheCountHasBegunNothingMovesTheDrawer() {
    Client cashier = sales.window();
    String shift = shiftOf(cashier);
    cashier.post(shift + "/close").ok();
    drop(cashier, shift, UUID.randomUUID()).refused("SHIFT_NOT_OPEN");
    cashier
        .post(shift + "/handover", Map.of("incoming", "op.1", "secret", Clients.PASSWORD))
        .refused("SHIFT_NOT_OPEN");

    count(cashier, shift, TestSales.FLOAT_MINOR).ok();
    cashier.post(shift + "/close").refused("SHIFT_NOT_OPEN");
  }

  @Test
  void aFloatOpensTheShiftOfItsCashierOnce() {
    Client cashier = clients.signedInAs(CASHIER);
    openShift(cashier, UUID.randomUUID()).refused("FLOAT_NOT_FOUND");
    UUID asked = UUID.randomUUID();
    cashier.post(FLOATS + "/requests", Map.of("floatId", asked)).ok();
    openShift(cashier, asked).refused("FLOAT_NOT_FOUND");
    issue(asked, cashier.operatorId(), cashier.terminalId()).ok();
    openShift(clients.signedInAs(CASHIER), asked).refused("FLOAT_NOT_FOUND");

    clients
        .signedInAs(CASHIER)
        .post(FLOATS + "/" + asked + "/cancellation")
        .refused("FLOAT_NOT_FOUND");
    supervisor.post(FLOATS + "/" + asked + "/cancellation").ok();
    issue(asked, cashier.operatorId(), cashier.terminalId()).refused("FLOAT_NOT_FOUND");
    openShift(cashier, asked).refused("FLOAT_NOT_FOUND");
  }

  @Test
  void aCashierWaitsForOneFloatAtATime() {
    Client cashier = clients.signedInAs(CASHIER);
    cashier.post(FLOATS + "/requests", Map.of("floatId", UUID.randomUUID())).ok();
    cashier
        .post(FLOATS + "/requests", Map.of("floatId", UUID.randomUUID()))
        .refused("FLOAT_ALREADY_WAITING");
    issue(UUID.randomUUID(), cashier.operatorId(), cashier.terminalId())
        .refused("FLOAT_ALREADY_WAITING");
  }

  @Test
  void cashGoesToKnownPeopleAtComputersOnly() {
    Client cashier = clients.signedInAs(CASHIER);
    Client gate = clients.gate(1);
    issue(UUID.randomUUID(), UUID.randomUUID(), cashier.terminalId()).refused("TILL_NOT_FOUND");
    issue(UUID.randomUUID(), cashier.operatorId(), UUID.randomUUID()).refused("TILL_NOT_FOUND");
    issue(UUID.randomUUID(), cashier.operatorId(), gate.terminalId()).refused("TILL_NOT_FOUND");
    Client manager = clients.signedInAs(MANAGER);
    Map<String, Object> limit = Map.of("dropLimitMinor", 300_000);
    manager.put("/api/cashdesk/drawers/" + gate.terminalId(), limit).refused("TILL_NOT_FOUND");
    manager.put("/api/cashdesk/drawers/" + cashier.terminalId(), limit).ok();
  }

  @Test
  void aDropIsReceivedOrPutBackButNotBoth() {
    Client cashier = sales.window();
    UUID putBack = UUID.randomUUID();
    UUID received = UUID.randomUUID();
    supervisor.post(DROPS + "/" + putBack + "/receipt").refused("DROP_NOT_FOUND");
    drop(cashier, shiftOf(cashier), putBack).ok();
    sales.window().post(DROPS + "/" + putBack + "/cancellation").refused("DROP_NOT_FOUND");
    cashier.post(DROPS + "/" + putBack + "/cancellation").ok();
    supervisor.post(DROPS + "/" + putBack + "/receipt").refused("DROP_NOT_OFFERED");

    drop(cashier, shiftOf(cashier), received).ok();
    supervisor.post(DROPS + "/" + received + "/receipt").ok();
    cashier.post(DROPS + "/" + received + "/cancellation").refused("DROP_NOT_OFFERED");
  }

  @Test
  void thereIsADifferenceToAcceptOnlyBetweenTheLastCountAndTheAcceptance() {
    Client cashier = sales.window();
    String shift = shiftOf(cashier);
    Map<String, Object> here =
        Map.of(
            "approver",
            supervisor.credentials().signInName(),
            "secret",
            Clients.PASSWORD,
            "reason",
            "已问收银员");
    supervisor.post(shift + "/acceptance", ACCEPTED).refused("NOTHING_TO_ACCEPT");
    cashier.post(shift + "/acceptance-here", here).refused("NOTHING_TO_ACCEPT");

    cashier.post(shift + "/close").ok();
    count(cashier, shift, TestSales.FLOAT_MINOR - 3_000).ok();
    supervisor.post(shift + "/acceptance", ACCEPTED).refused("NOTHING_TO_ACCEPT");
    count(cashier, shift, TestSales.FLOAT_MINOR - 3_000).ok();
    supervisor.post(shift + "/acceptance", ACCEPTED).ok();
    supervisor.post(shift + "/acceptance", ACCEPTED).ok();
    supervisor.post(shift + "/acceptance", Map.of("reason", "另有原因")).refused("NOTHING_TO_ACCEPT");
  }

  private static String shiftOf(Client cashier) {
    return SHIFTS
        + "/"
        + cashier.get("/api/cashdesk/till").ok().path("shift").path("shiftId").asString();
  }

  private static Answer move(Client who, String shift) {
    return who.post(
        shift + "/movements",
        Map.of(
            "movementId", UUID.randomUUID(), "paidIn", true, "amountMinor", 100, "reason", "换零"));
  }

  private static Answer drop(Client who, String shift, UUID drop) {
    return who.post(shift + "/drops", Map.of("dropId", drop, "lines", notes(10_000)));
  }

  private static Answer count(Client who, String shift, long minor) {
    return who.post(shift + "/counts", Map.of("countId", UUID.randomUUID(), "lines", notes(minor)));
  }

  private static Answer openShift(Client who, UUID floatId) {
    return who.post(
        SHIFTS, Map.of("shiftId", UUID.randomUUID(), "floatId", floatId, "lines", notes(10_000)));
  }

  private Answer issue(UUID floatId, UUID operator, UUID terminal) {
    return supervisor.post(
        FLOATS,
        Map.of(
            "floatId",
            floatId,
            "operatorId",
            operator,
            "terminalId",
            terminal,
            "lines",
            notes(10_000)));
  }

  private static List<Map<String, Object>> notes(long minor) {
    return List.of(Map.of("faceMinor", 100, "count", minor / 100));
  }
}
