package io.shanmen.systemtests.kill;

import static io.shanmen.systemtests.kill.Stubborn.insist;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Two administrators who begin a new epoch now and then, in the middle of everything. */
final class KilledKeyHolders implements Runnable {

  private static final String SECOND = "second.admin";
  private static final int LEAST_REST_MILLIS = 1_000;
  private static final int MOST_REST_MILLIS = 8_000;

  /** A bar code has two digits for its key: a hundred epochs later it is somebody else's. */
  private static final int MOST_EPOCHS = 80;

  private final ParkClient office;
  private final String password;
  private final Books books;
  private final RandomGenerator random;

  KilledKeyHolders(ParkClient office, String password, Books books, RandomGenerator random) {
    this.office = office;
    this.password = password;
    this.books = books;
    this.random = random;
    hireSecond();
  }

  /** One rotation. Asked again after a kill it begins yet another epoch, which is no harm. */
  @Override
  public void run() {
    if (books.epochs.size() < MOST_EPOCHS) {
      renew();
    }
    rest();
  }

  private void renew() {
    Map<String, Object> change =
        Map.of(
            "secret", password,
            "approver", SECOND,
            "approverSecret", password,
            "reason", "轮换演练");
    Answer renewed = insist(() -> office.post("/api/ticketing/keys/renew", change));
    if (renewed.isDone()) {
      books.epochs.add(renewed.body().path("epoch").asInt());
    } else {
      books.complain("the keys are not renewed", renewed);
    }
  }

  private void rest() {
    try {
      Thread.sleep(Duration.ofMillis(random.nextInt(LEAST_REST_MILLIS, MOST_REST_MILLIS)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hireSecond() {
    for (JsonNode role : office.get("/api/identity/roles").orThrow("roles")) {
      if (role.path("nameEn").asString().equals("Administrator")) {
        office
            .post(
                "/api/identity/operators",
                Map.of(
                    "operatorId",
                    UUID.randomUUID(),
                    "signInName",
                    SECOND,
                    "name",
                    "方远",
                    "roleIds",
                    List.of(role.path("roleId").asString()),
                    "password",
                    password))
            .orThrow("a second administrator");
        return;
      }
    }
    throw new IllegalStateException("no role of administrators");
  }
}
