package io.shanmen.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.kernel.id.TimeOrderedIds;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.ValidityPlan;
import io.shanmen.server.postgres.DatabaseAddress;
import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import io.shanmen.simulators.client.ParkTrust;
import io.shanmen.simulators.client.TerminalKey;
import io.shanmen.simulators.demo.DemoGate;
import io.shanmen.simulators.demo.DemoOptions;
import io.shanmen.simulators.demo.DemoPark;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * A park for measuring: the real server program on its own PostgreSQL, a gate and a window that are
 * only sessions, and a ticket type so cheap, beside so wide a drawer, that it never fills.
 */
final class BenchPark implements AutoCloseable {

  private static final int PORT = 19_443;
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int CHECKPOINT = 1;

  /** Gates of a park that is kept from run to run pile up, so each takes any number above these. */
  private static final int GATE_NO_LEAST = 100;

  private static final int GATE_NO_MOST = 999;
  private static final int PLACES = 1_000_000;

  /** A ticket for a fen each, and still more of them than can be sold in a run. */
  private static final long DRAWER_LIMIT_MINOR = 100_000_000;

  private static final Duration PLACING_LIMIT = Duration.ofSeconds(20);

  private final DemoPark park;
  private final SSLContext trust;
  private final Caller gate;
  private final Caller window;
  private UUID product;

  private BenchPark(DemoPark park, SSLContext trust) throws IOException {
    this.park = park;
    this.trust = trust;
    letEverybodyIn(park.backOffice());
    this.product = putUpProduct(park.backOffice());
    this.gate = enrolGate();
    this.window = openWindow();
  }

  /** Opens the park that is kept in this folder, or a new one. */
  static BenchPark open(DemoOptions.Programs programs, Path folder) throws IOException {
    DemoPark park =
        DemoPark.open(
            new DemoOptions(programs, folder, PORT, 0, ZONE),
            new PrintStream(OutputStream.nullOutputStream()));
    // The demo's own gates would sync and beat beside what is measured.
    park.gates().forEach(DemoGate::kill);
    return new BenchPark(park, ParkTrust.context(park.server().authority()));
  }

  /** A connection of the bench's gate. */
  Caller gate() {
    return gate.again();
  }

  /** A connection of the bench's window, whose till is open. */
  Caller window() {
    return window.again();
  }

  UUID product() {
    return product;
  }

  /** From now on another type of ticket is sold, of which every place is free. */
  void freshProduct() {
    product = putUpProduct(park.backOffice());
  }

  /** The server's own database. */
  DatabaseAddress database() throws IOException {
    Path folder = park.server().data().resolve("postgres");
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:%s/shanmen"
            .formatted(Files.readString(folder.resolve("port")).strip()),
        "shanmen",
        Files.readString(folder.resolve("password")).strip());
  }

  /** The same database for its owner, who may leave out checks. */
  DatabaseAddress superuser() throws IOException {
    DatabaseAddress own = database();
    return new DatabaseAddress(own.url(), "postgres", own.password());
  }

  /** Everything written so far reaches its place in the files. */
  void checkpoint() throws IOException {
    try (HikariDataSource pool = Pools.of(superuser(), 1)) {
      JdbcClient.create(pool).sql("CHECKPOINT").update();
    }
  }

  /** The demo park that it all stands in. */
  DemoPark park() {
    return park;
  }

  static UUID id() {
    RandomGenerator random = ThreadLocalRandom.current();
    return TimeOrderedIds.of(System.currentTimeMillis(), random.nextLong(), random.nextLong());
  }

  /** More people come here in a minute than fit into any park. */
  private static void letEverybodyIn(ParkClient backOffice) {
    String settings = "/api/admission/settings";
    ObjectNode limited = (ObjectNode) backOffice.get(settings).orThrow("rules of admission");
    backOffice
        .put(settings, limited.put("instantCapacity", 0).put("dayCapacity", 0))
        .orThrow("no limits");
  }

  private static UUID putUpProduct(ParkClient backOffice) {
    UUID pool = id();
    backOffice
        .put(
            "/api/catalog/place-pools/" + pool,
            Map.of("names", Map.of("zh", "压测名额", "en", "Bench places"), "slots", List.of()))
        .orThrow("pool");
    backOffice
        .put("/api/capacity/pools/" + pool, Map.of("slotNo", 0, "places", PLACES))
        .orThrow("places");
    UUID product = id();
    String path = "/api/catalog/products/" + product;
    backOffice.put(path + "/draft", terms(pool)).orThrow("draft");
    backOffice.post(path + "/versions", Map.of("versionId", id())).orThrow("publish");
    backOffice.post(path + "/on-sale", Map.of()).orThrow("on sale");
    return product;
  }

  private static Map<String, @Nullable Object> terms(UUID pool) {
    return Map.of(
        "names", Map.of("zh", "压测票", "en", "Bench"),
        "admission",
            Map.of(
                "people", Map.of("least", 1, "most", 1),
                "validity", ValidityPlan.dayTicket(),
                "uses", Uses.ONCE,
                "route", Map.of("checkpoints", List.of(CHECKPOINT), "order", "FREE", "anyOf", 0)),
        "placePoolId", pool,
        "sale", Map.of("refund", Map.of("steps", List.of())),
        "prices", List.of(Map.of("scope", Map.of(), "amountMinor", 1)));
  }

  private Caller enrolGate() {
    ParkClient backOffice = park.backOffice();
    TerminalKey key = TerminalKey.make(id());
    UUID gateId =
        UUID.fromString(
            backOffice
                .post(
                    "/api/terminal/enrolments",
                    Map.of("code", enrolmentCode(), "name", "压测闸机", "publicKey", key.publicKey()))
                .orThrow("enrolment")
                .path("terminalId")
                .asString());
    placeGate(gateId);
    Caller caller = new Caller(trust, park.server().address(), null);
    caller.prove(
        new TerminalKey(gateId, key.pair()), "/api/terminal/device-sessions", "device", Map.of());
    return caller;
  }

  /** A code with which a gate at the bench's checkpoint may enrol. */
  String enrolmentCode() {
    return park.backOffice()
        .post("/api/terminal/enrolment-codes", Map.of("kind", "GATE", "checkpoint", CHECKPOINT))
        .orThrow("enrolment code")
        .path("code")
        .asString();
  }

  /** Tells the server where an enrolled gate stands. */
  void placeGate(UUID gateId) {
    RandomGenerator random = ThreadLocalRandom.current();
    long deadline = System.nanoTime() + PLACING_LIMIT.toNanos();
    while (true) {
      int no = random.nextInt(GATE_NO_LEAST, GATE_NO_MOST + 1);
      Answer answer =
          park.backOffice()
              .put("/api/admission/gates/" + gateId, Map.of("no", no, "direction", "BOTH"));
      if (answer.isDone()) {
        return;
      }
      // The server hears of a new gate a moment after it was enrolled; the number may be taken.
      if (System.nanoTime() > deadline) {
        answer.orThrow("placing the gate");
      }
      Thread.onSpinWait();
    }
  }

  private Caller openWindow() throws IOException {
    ParkClient cashier = park.at("压测窗口", "robot.cashier2");
    park.openTill(cashier);
    park.backOffice()
        .put(
            "/api/cashdesk/drawers/" + cashier.key().terminalId(),
            Map.of("dropLimitMinor", DRAWER_LIMIT_MINOR))
        .orThrow("the drawer's limit");
    Caller caller = new Caller(trust, park.server().address(), null);
    caller.prove(
        cashier.key(),
        "/api/sign-in",
        "sign-in",
        Map.of("operator", "robot.cashier2", "password", park.password()));
    return caller;
  }

  @Override
  public void close() {
    gate.close();
    window.close();
    park.close();
  }
}
