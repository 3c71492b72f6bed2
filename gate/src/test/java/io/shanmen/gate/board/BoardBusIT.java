package io.shanmen.gate.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.Steps;
import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.Turnstile.Way;
import io.shanmen.gate.board.TurnstileView.Health;
import io.shanmen.gate.board.TurnstileView.Position;
import io.shanmen.gate.serial.SerialPortLink;
import io.shanmen.simulators.turnstile.Side;
import io.shanmen.simulators.turnstile.TurnstileSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The driver against a board on a real pseudo-terminal at its real pace. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class BoardBusIT {
  @TempDir Path folder;

  private final Errors errors = new Errors(InstantSource.system());
  private TurnstileSimulator simulator;
  private BoardBus bus;
  private Turnstile first;
  private Turnstile second;
  private Steps steps;

  @BeforeEach
  void connect() {
    Path port = folder.resolve("bus");
    simulator = new TurnstileSimulator(new TurnstileSimulator.Setup(List.of(1, 2), port, 7));
    bus =
        new BoardBus(
            new SerialPortLink(
                new SerialPortLink.Port(port.toString(), 19_200), errors, NanoClock.SYSTEM),
            NanoClock.SYSTEM);
    first = bus.attach(1, true);
    second = bus.attach(2, true);
    steps = new Steps(bus);
    steps.until("both boards answer", () -> first.view().isOk() && second.view().isOk());
    steps.until("counters known", () -> first.view().entryCounter() >= 0);
  }

  @AfterEach
  void disconnect() {
    bus.onClose();
    simulator.close();
  }

  @Test
  void whoWalksThroughIsCounted() {
    first.open(Way.ENTRY, 1);
    steps.until("open", () -> first.view().position() == Position.OPEN_TO_ENTRY);
    simulator.obey("pass");
    steps.until("counted", () -> first.view().entered() == 1);
    steps.until("closed again", () -> first.view().position() == Position.CLOSED);
    assertThat(first.view().exited()).isZero();
    assertThat(second.view().entered()).isZero();
  }

  @Test
  void whoTurnsBackIsNot() {
    first.open(Way.ENTRY, 1);
    steps.until("open", () -> first.view().position() == Position.OPEN_TO_ENTRY);
    simulator.obey("turn back");
    steps.during(Duration.ofMillis(900));
    first.close();
    steps.until(
        "closed", () -> first.view().position() == Position.CLOSED && first.view().settled());
    assertThat(first.view().entered()).isZero();
    assertThat(simulator.obey("status")).contains("leftPermits=0");
  }

  @Test
  void twoLanesShareOneBusWithoutSpeakingAtOnce() {
    simulator.obey("walk 100");
    first.open(Way.ENTRY, 3);
    second.open(Way.EXIT, 2);
    steps.until("all through", () -> first.view().entered() == 3 && second.view().exited() == 2);
    steps.during(Duration.ofMillis(300));
    assertThat(simulator.counted(1, Side.LEFT)).isEqualTo(3);
    assertThat(simulator.counted(2, Side.RIGHT)).isEqualTo(2);
    // A machine so busy that an answer is given up may speak into it; nobody else does.
    assertThat(simulator.collisions()).isLessThanOrEqualTo(bus.unanswered());
  }

  @Test
  void onABadLineNobodyIsLostAndNobodyInvented() {
    simulator.obey("walk 50");
    simulator.obey("noise 10%");
    for (int round = 1; round <= 8; round++) {
      int people = round;
      first.open(Way.ENTRY, 1);
      steps.until("round " + people, () -> first.view().entered() == people);
      steps.until("closed", () -> first.view().position() == Position.CLOSED);
    }
    simulator.obey("noise off");
    steps.during(Duration.ofMillis(500));
    assertThat(first.view().entered()).isEqualTo(8);
    assertThat(simulator.counted(1, Side.LEFT)).isEqualTo(8);
    assertThat(simulator.obey("status")).contains("leftPermits=0");
  }

  @Test
  void aFaultIsSeenAndSoIsItsEnd() {
    simulator.obey("fault 3");
    steps.until("fault", () -> first.view().health() == Health.FAULT);
    assertThat(first.view().fault()).isEqualTo(3);
    simulator.obey("fault off");
    steps.until("ok", () -> first.view().isOk());
  }

  @Test
  void aBoardThatDoesNotOpenIsGivenUpAndClosed() {
    simulator.obey("fault 3");
    steps.until("fault", () -> first.view().health() == Health.FAULT);
    first.open(Way.ENTRY, 1);
    steps.until("given up", () -> first.view().openFailed());
    simulator.obey("fault off");
    steps.during(Duration.ofMillis(500));
    assertThat(simulator.obey("status")).contains("gate=CLOSED").contains("leftPermits=0");
  }

  @Test
  void aSilentBoardIsAbsentAndTheOtherOneWorks() {
    simulator.obey("2: mute");
    steps.until("absent", () -> second.view().health() == Health.ABSENT);
    assertThat(first.view().isOk()).isTrue();
    simulator.obey("2: mute off");
    steps.until("back", () -> second.view().isOk());
  }

  @Test
  void aPulledCableComesBackUnderItsName() {
    simulator.obey("unplug");
    steps.until("absent", () -> first.view().health() == Health.ABSENT);
    steps.until("port lost", () -> !bus.isUp());
    simulator.obey("replug");
    steps.until("back", () -> first.view().isOk());
    simulator.obey("walk 50");
    first.open(Way.ENTRY, 1);
    steps.until("counted", () -> first.view().entered() == 1);
  }

  @Test
  void fireOpensAndIsSeen() {
    simulator.obey("fire on");
    steps.until("fire", () -> first.view().position() == Position.FIRE_OPEN);
    simulator.obey("pass right");
    steps.until("counted", () -> first.view().exited() == 1);
  }

  @Test
  void inAnEmergencyFlapsThatAreOpenInwardsTurnToTheExitAtOnce() {
    first.open(Way.ENTRY, 3);
    steps.until("open", () -> first.view().position() == Position.OPEN_TO_ENTRY);
    long ordered = System.nanoTime();
    first.holdOpen(true);
    steps.until("exit", () -> first.view().position() == Position.OPEN_TO_EXIT);
    assertThat(Duration.ofNanos(System.nanoTime() - ordered)).isLessThan(Duration.ofSeconds(5));
    first.close();
    steps.during(Duration.ofMillis(600));
    assertThat(first.view().position()).isEqualTo(Position.OPEN_TO_EXIT);
    first.holdOpen(false);
    steps.until("closed", () -> first.view().position() == Position.CLOSED);
    assertThat(simulator.obey("status")).contains("leftPermits=0");
  }

  @Test
  void aBoardWithoutPowerStartsItsCountersAnewAndMakesNoPeople() {
    simulator.obey("counters 500 300");
    steps.until("read", () -> first.view().entryCounter() == 500);
    long before = first.view().entered();
    simulator.obey("power off");
    steps.until("absent", () -> first.view().health() == Health.ABSENT);
    simulator.obey("power on");
    steps.until("back", () -> first.view().isOk() && first.view().entryCounter() == 0);
    assertThat(first.view().entered()).isEqualTo(before);
  }
}
