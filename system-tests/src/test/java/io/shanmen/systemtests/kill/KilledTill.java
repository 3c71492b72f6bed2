package io.shanmen.systemtests.kill;

import static io.shanmen.systemtests.kill.Stubborn.insist;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import io.shanmen.simulators.demo.DemoPark;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A till whose server may die at any moment, and its cashier's own sum of what must be in the
 * drawer: a shift that does not close to the cent is a complaint.
 */
final class KilledTill {

  private static final long FLOAT_MINOR = 50_000;
  private static final long YUAN = 100;

  private final DemoPark park;
  private final ParkClient client;
  private final Books books;
  private long cashMinor;

  KilledTill(DemoPark park, ParkClient client, Books books) {
    this.park = park;
    this.client = client;
    this.books = books;
  }

  ParkClient client() {
    return client;
  }

  void open() {
    Stubborn.until(() -> park.openTill(client));
    cashMinor = FLOAT_MINOR;
  }

  void took(long minor) {
    cashMinor += minor;
  }

  long cashMinor() {
    return cashMinor;
  }

  /** Counts what must be there; the server, which knows only its own books, must agree. */
  void close() {
    JsonNode till = insist(() -> client.get("/api/cashdesk/till")).body();
    UUID shift = UUID.fromString(till.path("shift").path("shiftId").asString());
    String path = "/api/cashdesk/shifts/" + shift;
    Answer begun = insist(() -> client.post(path + "/close", Map.of()));
    if (!begun.isDone()) {
      books.complain("a shift cannot be closed", begun);
      return;
    }
    Map<String, Object> count =
        Map.of(
            "countId",
            UUID.randomUUID(),
            "lines",
            List.of(Map.of("faceMinor", YUAN, "count", cashMinor / YUAN)));
    Answer counted = insist(() -> client.post(path + "/counts", count));
    if (counted.body().path("state").asString().equals("CLOSED")
        && counted.body().path("overShortMinor").asLong(-1) == 0) {
      int zNumber = counted.body().path("report").path("zNumber").asInt();
      books.closes.add(new Books.Closed(shift, zNumber, cashMinor));
    } else {
      books.complain("a drawer with " + cashMinor + " does not close", counted);
    }
  }
}
