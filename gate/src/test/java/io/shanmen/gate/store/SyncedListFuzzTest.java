package io.shanmen.gate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.link.GateIdentity;
import io.shanmen.simulators.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page of the feed that is nonsense changes nothing, and a gate goes on with what it had. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SyncedListFuzzTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final UUID GATE = UUID.fromString("0197a3aa-0000-7000-8000-000000000001");
  private static final Instant AS_OF = Instant.parse("2026-05-01T02:31:08Z");

  private static final List<String> ITEMS =
      List.of(
          """
          {"seq":1,"kind":"KEY","parkNo":19795,"number":7,"epoch":3,"suite":"INTERNATIONAL",
           "state":"ACTIVE","notBefore":"2026-01-01T00:00:00Z","notAfter":"2027-01-01T00:00:00Z",
           "seal":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
           "verify":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
           "line":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""",
          """
          {"seq":1,"kind":"SETTINGS","parkNameZh":"云台山","parkNameEn":"Yuntai",
           "zone":"Asia/Shanghai","cutOff":"04:00","holidays":["2026-05-01"],
           "reentry":{"maxPerDay":2,"windowMinutes":120,"requireExitScan":true,
           "sameCheckpoint":false,"proof":null},"passageTimeoutMillis":7000}""",
          """
          {"seq":2,"kind":"GATE","gateId":"0197a3aa-0000-7000-8000-000000000001","no":3,
           "name":"3号闸","checkpointNo":5,"direction":"BOTH","orderedMode":"NORMAL"}""",
          """
          {"seq":3,"kind":"PRODUCT","productNo":6,"nameZh":"成人票","nameEn":"Adult"}""",
          """
          {"seq":4,"kind":"TICKET","ticketNo":42,"codeVersion":1,"state":"ISSUED","claims":null}""",
          """
          {"seq":9,"kind":"USE","ticketNo":42,"requestId":"0197a3aa-0000-7000-8000-0000000000aa",
           "nth":1,"gateNo":2,"checkpointNo":1,"passage":"FIRST",
           "usedAt":"2026-05-01T02:31:09.020Z","conflict":false}""",
          """
          {"seq":1,"kind":"OPEN_ORDER","orderId":"0197a3aa-0000-7000-8000-0000000000b1",
           "gateId":"0197a3aa-0000-7000-8000-000000000001","people":2,"reason":"pram",
           "by":"li","notAfter":"2026-05-01T02:32:00Z"}""");

  @TempDir Path folder;

  @Test
  void nonsenseChangesNothingAndWhatIsTakenCanBeRead() {
    SyncedList list = SyncedList.open(folder, GATE, GateIdentity.make().pair());
    Fuzz.run(
        "feed-items",
        ITEMS.stream().map(item -> item.getBytes(StandardCharsets.UTF_8)).toList(),
        25_000,
        64L << 20,
        input -> {
          try {
            apply(list, JSON.readTree(input));
          } catch (JacksonException noJson) {
            return;
          }
          list.facts();
          list.openOrders(AS_OF);
          list.uses(42);
          list.ticket(42);
        });
    list.close();
  }

  private static void apply(SyncedList list, JsonNode item) {
    long before = list.ticketCount();
    try {
      list.apply(new SyncedList.Page(true, List.of(item), "d:1", false, AS_OF));
    } catch (RuntimeException refused) {
      assertThat(list.ticketCount()).isEqualTo(before);
    }
  }
}
