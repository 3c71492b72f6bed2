package io.shanmen.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.park.TestPark;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.simulators.scanner.ScannerSimulator;
import io.shanmen.simulators.turnstile.Side;
import io.shanmen.simulators.turnstile.TurnstileSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** The program as it is installed: started, enrolled, killed, started again. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class GateProgramIT {
  @TempDir Path folder;
  private TestPark park;
  private TurnstileSimulator turnstile;
  private ScannerSimulator scanner;
  private Path settings;

  @BeforeEach
  void install() throws IOException {
    park = new TestPark();
    turnstile =
        new TurnstileSimulator(
            new TurnstileSimulator.Setup(List.of(1, 2), folder.resolve("board"), 5));
    scanner =
        new ScannerSimulator(ScannerSimulator.Setup.usual().linkedAs(folder.resolve("scanner")));
    settings = folder.resolve("lane 1.properties");
    Files.writeString(
        settings,
        """
        name=1号闸
        data=data/lane 1
        board.port=board
        board.machine=1
        board.entry=LEFT
        reader.entry-1.port=scanner
        """);
  }

  @AfterEach
  void uninstall() {
    scanner.close();
    turnstile.close();
    park.close();
  }

  private GateProcess start(String... options) throws IOException {
    return GateProcess.start(settings, options);
  }

  private GateProcess enrolled() throws IOException {
    return start(
        "--enrol",
        TestPark.ENROLMENT_CODE,
        "--server",
        park.address().toString(),
        "--ca",
        park.authority().toString());
  }

  private boolean isClosed() {
    return turnstile.obey("status").contains("gate=CLOSED");
  }

  private void ready(GateProcess gate, String mode) {
    gate.until(
        "ready",
        () -> {
          JsonNode status = gate.status();
          return status.path("mode").asString("").equals(mode)
              && status.path("board").path("health").asString("").equals("OK")
              && status.path("readers").path("entry-1").path("up").asBoolean(false)
              && isServing(gate);
        });
    // From now on the gate knows that this scanner ends its lines, however busy the machine is.
    scanner.scan("");
  }

  /** After a start a lane first settles what the last run left behind. */
  private static boolean isServing(GateProcess gate) {
    return gate.status().path("serving").asBoolean(false);
  }

  @Test
  void aKilledGateSettlesByTheCounterWhoPassedWhileItWasDead() throws Exception {
    TicketRef ticket = park.sell(3);
    try (GateProcess gate = enrolled()) {
      ready(gate, "ONLINE");
      scanner.scan(park.qr(ticket));
      gate.until("open", () -> turnstile.obey("status").contains("gate=LEFT_OPEN"));
      turnstile.obey("pass");
      gate.until("one through", () -> park.passed(ticket) == 1);
      gate.kill();
    }
    // Nobody looks, and the second of the family walks in; the third has turned back.
    turnstile.obey("pass");
    try (GateProcess gate = start()) {
      ready(gate, "ONLINE");
      gate.until("settled", () -> park.journal("CLOSED").size() == 1);
      assertThat(park.journal("ADMITTED")).hasSize(1);
      assertThat(park.journal("PASSED")).hasSize(2);
      assertThat(park.journal("CLOSED").getFirst().path("passed").asInt()).isEqualTo(2);
      assertThat(park.journal("CLOSED").getFirst().path("released").asInt()).isEqualTo(1);
      assertThat(park.journal("UNTICKETED_PASSED")).isEmpty();
      assertThat(turnstile.obey("status")).contains("gate=CLOSED").contains("leftPermits=0");
    }
    assertThat(turnstile.counted(1, Side.LEFT)).isEqualTo(2);
  }

  @Test
  void howeverOftenItIsKilledEverybodyIsCountedOnceAndNobodyEntersTwice() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    System.out.println("seed " + seed);
    try (GateProcess gate = enrolled()) {
      ready(gate, "ONLINE");
    }
    park.goAway();
    turnstile.obey("walk 150");
    TicketRef ticket = park.sell(1);
    for (int round = 0; round < 4; round++) {
      try (GateProcess gate = start()) {
        ready(gate, "OFFLINE");
        scanner.scan(park.qr(ticket));
        LockSupport.parkNanos(random.nextInt(1_500) * 1_000_000L);
        gate.kill();
      }
    }
    park.comeBack();
    try (GateProcess gate = start()) {
      ready(gate, "ONLINE");
      scanner.scan(park.qr(ticket));
      gate.until("answered", () -> turnstile.counted(1, Side.LEFT) == 1 && isClosed());
      gate.until(
          "uploaded",
          () -> {
            JsonNode journal = gate.status().path("journal");
            return journal.path("lastSeq").asLong() == journal.path("acknowledged").asLong();
          });
      assertThat(folder.resolve("data/lane 1/sqlite").toFile().list())
          .as("of the killed ones nothing is left but what this process unpacked")
          .hasSize(2);
    }
    assertThat(turnstile.counted(1, Side.LEFT)).as("seed %d", seed).isEqualTo(1);
    assertThat(park.journal("PASSED")).as("seed %d", seed).hasSize(1);
    assertThat(park.journal("UNTICKETED_PASSED")).as("seed %d", seed).isEmpty();
    assertThat(park.journal("CLOSED")).hasSameSizeAs(park.journal("ADMITTED"));
    assertThat(park.journal("STARTED")).hasSize(6);
  }

  @Test
  void aloneItOpensLongBeforeAVisitorNotices() throws Exception {
    try (GateProcess gate = enrolled()) {
      ready(gate, "ONLINE");
      park.goAway();
      ready(gate, "OFFLINE");
      turnstile.obey("walk 20");
      for (int i = 1; i <= 8; i++) {
        int people = i;
        scanner.scan(park.qrOfUnlisted(1));
        gate.until("through", () -> turnstile.counted(1, Side.LEFT) == people);
        gate.until("closed", this::isClosed);
      }
      JsonNode timings = gate.status().path("fromLastByteToOpenMicros").path("decidedHere");
      System.out.println("from last byte to open, alone: " + timings + " µs");
      assertThat(timings.path("count").asInt()).isEqualTo(8);
      assertThat(timings.path("p50").asLong()).isLessThan(150_000);
    }
  }

  @Test
  void itsOutputTellsNoCodes() throws Exception {
    String good = park.qrOfUnlisted(1);
    String altered = good.substring(0, 60) + "XYZ" + good.substring(63);
    try (GateProcess gate = enrolled()) {
      ready(gate, "ONLINE");
      park.goAway();
      ready(gate, "OFFLINE");
      scanner.scan(good);
      gate.until("open", () -> !isClosed());
      scanner.scan(altered);
      scanner.scan("A-CODE-OF-ANOTHER-PARK");
      gate.until("closed again", this::isClosed);
      assertThat(gate.output())
          .doesNotContain(good, altered, "ANOTHER-PARK", TestPark.ENROLMENT_CODE);
    }
  }

  @Test
  void itsSecretsAreForItsOwnerOnly() throws Exception {
    try (GateProcess gate = enrolled()) {
      ready(gate, "ONLINE");
      Path data = folder.resolve("data/lane 1");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
      for (String file : List.of("identity.key", "list.db", "journal.db")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
            .as(file)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aSecondProgramOnTheSameFolderSaysSo() throws Exception {
    try (GateProcess gate = enrolled()) {
      ready(gate, "ONLINE");
      try (GateProcess second = start()) {
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.output()).contains("another gate program is using");
      }
    }
  }

  @Test
  void aWrongCodeOrAnotherParksServerIsRefusedAtEnrolment() throws Exception {
    try (GateProcess wrong =
        start(
            "--enrol",
            "NOPE",
            "--server",
            park.address().toString(),
            "--ca",
            park.authority().toString())) {
      assertThat(wrong.exit()).isEqualTo(1);
      assertThat(wrong.output()).contains("the server refused: 409");
    }
    try (GateProcess notEnrolled = start()) {
      assertThat(notEnrolled.exit()).isEqualTo(1);
      assertThat(notEnrolled.output()).contains("not enrolled");
    }
  }

  @Test
  void enrolledAnewInItsOldFolderItWorksOnAndTellsWhatItHadNotTold() throws Exception {
    TicketRef ticket = park.sell(2);
    try (GateProcess gate = enrolled()) {
      ready(gate, "ONLINE");
      park.goAway();
      ready(gate, "OFFLINE");
      scanner.scan(park.qrOfUnlisted(1));
      gate.until("open", () -> turnstile.obey("status").contains("gate=LEFT_OPEN"));
      turnstile.obey("pass");
      gate.until("closed", this::isClosed);
    }
    park.comeBack();
    assertThat(park.journal("PASSED")).isEmpty();
    turnstile.obey("walk 50");
    try (GateProcess gate = enrolled()) {
      ready(gate, "ONLINE");
      gate.until("told", () -> park.journal("PASSED").size() == 1);
      scanner.scan(park.qr(ticket));
      gate.until("both through", () -> park.passed(ticket) == 2);
      gate.until("all told", () -> park.journal("PASSED").size() == 3);
    }
    assertThat(park.journal().stream().map(TestPark.Uploaded::journalId).distinct()).hasSize(2);
    assertThat(park.journal("FAULT").getFirst().path("text").asString()).contains("another gate's");
  }

  @Test
  void anOlderCopyOfItsJournalIsNotGoneOnWith() throws Exception {
    Path journal = folder.resolve("data/lane 1/journal.db");
    Path copy = folder.resolve("copy.db");
    try (GateProcess gate = enrolled()) {
      ready(gate, "ONLINE");
    }
    Files.copy(journal, copy);
    try (GateProcess gate = start()) {
      ready(gate, "ONLINE");
      gate.until("told", () -> park.journal("STARTED").size() == 2);
      gate.until(
          "acknowledged",
          () ->
              gate.status().path("journal").path("acknowledged").asLong()
                  == gate.status().path("journal").path("lastSeq").asLong());
    }
    for (String rest : List.of("-wal", "-shm")) {
      Files.deleteIfExists(folder.resolve("data/lane 1/journal.db" + rest));
    }
    Files.copy(copy, journal, StandardCopyOption.REPLACE_EXISTING);
    try (GateProcess gate = start()) {
      ready(gate, "ONLINE");
      gate.until("told", () -> park.journal("STARTED").size() == 3);
    }
    assertThat(park.journal().stream().map(TestPark.Uploaded::journalId).distinct()).hasSize(2);
  }

  @Test
  void twoLanesOnOneBusRunInOneProgram() throws Exception {
    Path second = folder.resolve("lane 2.properties");
    try (ScannerSimulator otherScanner =
        new ScannerSimulator(
            ScannerSimulator.Setup.usual().linkedAs(folder.resolve("scanner-2")))) {
      Files.writeString(
          second,
          """
          name=2号闸
          data=data/lane 2
          board.port=board
          board.machine=2
          board.entry=RIGHT
          reader.entry-1.port=scanner-2
          """);
      for (Path lane : List.of(settings, second)) {
        try (GateProcess enrolment =
            GateProcess.start(
                lane,
                "--enrol",
                TestPark.ENROLMENT_CODE,
                "--server",
                park.address().toString(),
                "--ca",
                park.authority().toString(),
                "--enrol-only")) {
          assertThat(enrolment.exit()).as(enrolment.output()).isZero();
        }
      }
      turnstile.obey("walk 100");
      try (GateProcess gate = GateProcess.start(settings, second.toString())) {
        ready(gate, "ONLINE");
        park.goAway();
        ready(gate, "OFFLINE");
        String code = park.qrOfUnlisted(2);
        String other = park.qrOfUnlisted(1);
        scanner.scan(code);
        otherScanner.scan(other);
        gate.until(
            "both through",
            () -> turnstile.counted(1, Side.LEFT) == 2 && turnstile.counted(2, Side.RIGHT) == 1);
      }
    }
  }
}
