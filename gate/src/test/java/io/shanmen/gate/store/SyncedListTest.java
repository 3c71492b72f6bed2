package io.shanmen.gate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.ciphers.KeyWrap;
import io.shanmen.gate.link.GateIdentity;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.ticketcode.KeyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SyncedListTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final UUID GATE = UUID.fromString("0197a3aa-0000-7000-8000-000000000001");
  private static final Instant AS_OF = Instant.parse("2026-05-01T02:31:08Z");
  private static final String USE =
      """
      {"seq":9,"kind":"USE","ticketNo":42,"requestId":"0197a3aa-0000-7000-8000-0000000000aa",
       "nth":1,"gateNo":2,"checkpointNo":1,"passage":"FIRST","usedAt":"2026-05-01T02:31:09.020Z",
       "conflict":%s}""";

  private static final GateIdentity OWN = GateIdentity.make();

  @TempDir Path folder;
  private SyncedList list;

  @BeforeEach
  void open() {
    list = SyncedList.open(folder, GATE, OWN.pair());
  }

  @Test
  void aKeyIsOpenedByTheGateItWasWrappedForAndByNoOther() {
    apply(true, "d:1", false, wrappedKey(OWN));
    assertThat(list.facts().keys().find(7)).isPresent();
    apply(true, "d:1", false, wrappedKey(GateIdentity.make()));
    assertThat(list.facts().keys().find(7)).isEmpty();
  }

  private static String wrappedKey(GateIdentity gate) {
    KeyId id = new KeyId(1, 7, 3);
    byte[] receiver = gate.pair().getPublic().getEncoded();
    Base64.Encoder base64 = Base64.getEncoder();
    String seal =
        base64.encodeToString(
            KeyWrap.wrap(receiver, new byte[32], KeyWrap.purpose("seal", id, GATE)));
    String line =
        base64.encodeToString(
            KeyWrap.wrap(receiver, new byte[32], KeyWrap.purpose("line", id, GATE)));
    return """
        {"seq":1,"kind":"KEY","parkNo":1,"number":7,"epoch":3,"suite":"INTERNATIONAL",
         "state":"ACTIVE","notBefore":"2026-01-01T00:00:00Z","notAfter":"2028-01-01T00:00:00Z",
         "seal":"%s","verify":"AAAA","line":"%s","wrapping":"%s"}"""
        .formatted(seal, line, KeyWrap.NAME);
  }

  @Test
  void aQuietNightDoesNotMakeTheListOld() {
    list.isCompleteAt(AS_OF);
    assertThat(list.asOf()).isNull();
    apply(true, "d:1", false, state(42, "LOCKED"));
    Instant morning = AS_OF.plus(Duration.ofHours(14));
    list.isCompleteAt(morning);
    list.isCompleteAt(morning.plusSeconds(1));
    assertThat(list.asOf()).isEqualTo(morning.plusSeconds(1));
    list.close();
    open();
    assertThat(list.asOf()).isEqualTo(morning);
  }

  @Test
  void cursorAndContentsOutliveARestart() {
    apply(true, "d:1", false, state(42, "LOCKED"));
    list.close();
    open();
    assertThat(list.cursor()).isEqualTo("d:1");
    assertThat(list.asOf()).isEqualTo(AS_OF);
    assertThat(list.ticket(42).orElseThrow().state()).isEqualTo(TicketState.LOCKED);
  }

  @Test
  void underAnotherIdTheGateAsksForEverythingAnew() {
    apply(true, "d:1", false, state(42, "LOCKED"));
    list.revoked(true);
    list.close();
    list = SyncedList.open(folder, UUID.randomUUID(), OWN.pair());
    assertThat(list.cursor()).isNull();
    assertThat(list.isRevoked()).isFalse();
    assertThat(list.ticket(42)).as("serves until the fresh list is complete").isPresent();
  }

  @Test
  void aFreshListTakesTheOldOnesPlaceOnlyWhenItIsComplete() {
    apply(true, "d:1", false, state(1, "ISSUED"));
    apply(true, "s:1", true, state(2, "ISSUED"));
    assertThat(list.ticket(1)).isPresent();
    assertThat(list.ticket(2)).isEmpty();
    apply(false, "d:2", false, state(3, "ISSUED"));
    assertThat(list.ticket(1)).isEmpty();
    assertThat(list.ticket(2)).isPresent();
    assertThat(list.ticket(3)).isPresent();
  }

  @Test
  void aHalfFilledListGoesOnAfterARestart() {
    apply(true, "s:1", true, state(2, "ISSUED"));
    list.close();
    open();
    assertThat(list.cursor()).isEqualTo("s:1");
    apply(false, "d:2", false, state(3, "ISSUED"));
    assertThat(list.ticketCount()).isEqualTo(2);
  }

  @Test
  void theSameItemTwiceChangesNothing() {
    apply(true, "d:1", false, USE.formatted("false"));
    apply(false, "d:2", false, USE.formatted("false"));
    assertThat(list.uses(42)).hasSize(1);
  }

  @Test
  void aConflictIsNoUse() {
    apply(true, "d:1", false, USE.formatted("true"));
    assertThat(list.uses(42)).isEmpty();
  }

  @Test
  void whatThisProgramDoesNotKnowIsPassedOver() {
    apply(true, "d:1", false, "{\"seq\":1,\"kind\":\"WEATHER\",\"rain\":true}", state(7, "MELTED"));
    assertThat(list.ticket(7).orElseThrow().state()).isEqualTo(TicketState.FROZEN);
  }

  @Test
  void anOrderIsForThisGateAndInTime() {
    String order =
        """
        {"seq":1,"kind":"OPEN_ORDER","orderId":"%s","gateId":"%s","people":2,"reason":"pram",
         "by":"li","notAfter":"2026-05-01T02:32:00Z"}""";
    apply(
        true,
        "d:1",
        false,
        order.formatted("0197a3aa-0000-7000-8000-0000000000b1", GATE),
        order.formatted(
            "0197a3aa-0000-7000-8000-0000000000b2", "0197a3aa-0000-7000-8000-000000000002"));
    assertThat(list.openOrders(AS_OF)).hasSize(1);
    assertThat(list.openOrders(AS_OF.plusSeconds(60))).isEmpty();
  }

  @Test
  void settingsAndPlaceAreTheNewestOnes() {
    apply(
        true,
        "d:1",
        false,
        """
        {"seq":1,"kind":"SETTINGS","parkNameZh":"云台山","parkNameEn":"Yuntai",
         "zone":"Asia/Shanghai","cutOff":"04:00","holidays":["2026-05-01"],
         "reentry":{"maxPerDay":2,"windowMinutes":120,"requireExitScan":true,
         "sameCheckpoint":false,"proof":null},"passageTimeoutMillis":7000}""",
        """
        {"seq":2,"kind":"GATE","gateId":"%s","no":3,"name":"3号闸","checkpointNo":5,
         "direction":"BOTH","orderedMode":"NORMAL"}"""
            .formatted(GATE));
    assertThat(list.facts().settings().times().passageTimeout()).isEqualTo(7_000);
    assertThat(list.facts().settings().times().onlineTimeout()).isEqualTo(150);
    assertThat(list.facts().settings().reentry().maxPerDay()).isEqualTo(2);
    GatePlace here = list.facts().here();
    assertThat(here).isNotNull();
    assertThat(here.place().gateNo()).isEqualTo(3);
    assertThat(here.emergencyOrdered()).isFalse();
  }

  @Test
  void anItemThatIsNotUnderstoodKeepsNoOtherBack() {
    List<String> wrong =
        apply(
            true,
            "d:1",
            false,
            "{\"seq\":1,\"kind\":\"TICKET\",\"ticketNo\":5,\"claims\":\"%%%\"}",
            "{\"seq\":2,\"kind\":\"KEY\",\"number\":7,\"suite\":\"QUANTUM\"}",
            "{\"seq\":3,\"kind\":\"SETTINGS\",\"zone\":\"Mars/Olympus\"}",
            state(42, "LOCKED"));
    assertThat(wrong).hasSize(3);
    assertThat(list.ticket(42).orElseThrow().state()).isEqualTo(TicketState.LOCKED);
    list.close();
    open();
    assertThat(list.cursor()).isEqualTo("d:1");
    assertThat(list.facts().keys().find(7)).isEmpty();
  }

  @Test
  void aDamagedFileIsSetAsideAndEverythingAskedForAgain() throws IOException {
    apply(true, "d:1", false, state(42, "LOCKED"));
    list.close();
    Files.writeString(folder.resolve("list.db"), "half of this page is lost ".repeat(99));
    open();
    assertThat(list.cursor()).isNull();
    apply(true, "d:2", false, state(42, "LOCKED"));
    assertThat(list.ticket(42)).isPresent();
  }

  private List<String> apply(boolean reset, String cursor, boolean more, String... items) {
    List<JsonNode> nodes = Arrays.stream(items).map(JSON::readTree).toList();
    return list.apply(new SyncedList.Page(reset, nodes, cursor, more, AS_OF));
  }

  private static String state(long ticketNo, String state) {
    return "{\"seq\":1,\"kind\":\"TICKET_STATE\",\"ticketNo\":"
        + ticketNo
        + ",\"codeVersion\":1,\"state\":\""
        + state
        + "\"}";
  }
}
