package io.shanmen.systemtests.kill;

import static io.shanmen.systemtests.kill.Stubborn.insist;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Renews the key of personal data again and again, so that kills fall into the sealing anew, and
 * looks whether all names can still be read.
 */
final class KilledKeeper implements Runnable {

  private static final Duration STEP = Duration.ofSeconds(1);

  /** A renewal whose answer was lost is under way when it is asked for again. */
  private static final Set<String> EXPECTED = Set.of("", "DATA_KEY_RENEWAL_UNDER_WAY");

  private final ParkClient office;
  private final Books books;

  KilledKeeper(ParkClient office, Books books) {
    this.office = office;
    this.books = books;
  }

  /** One renewal, or the wait for the one before. */
  @Override
  public void run() {
    Answer renewed = insist(() -> office.post("/api/identity/data-keys/renewals", Map.of()));
    if (!EXPECTED.contains(renewed.code())) {
      books.complain("the data key is not renewed", renewed);
    }
    Answer operators = insist(() -> office.get("/api/identity/operators"));
    for (JsonNode operator : operators.body()) {
      String names = operator.path("name").asString() + operator.path("signInName").asString();
      if (names.isBlank() || names.contains("sealed") || names.contains("altered")) {
        books.complain("a name cannot be read", operators);
      }
    }
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
