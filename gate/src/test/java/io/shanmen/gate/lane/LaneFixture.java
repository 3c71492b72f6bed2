package io.shanmen.gate.lane;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.gate.Steps;
import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.BoardBus;
import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.display.Display;
import io.shanmen.gate.display.Screen;
import io.shanmen.gate.link.Connection;
import io.shanmen.gate.link.Enrolment;
import io.shanmen.gate.link.GateIdentity;
import io.shanmen.gate.link.ParkHttp;
import io.shanmen.gate.link.ParkServer;
import io.shanmen.gate.link.SyncAgent;
import io.shanmen.gate.park.TestPark;
import io.shanmen.gate.serial.SerialPortLink;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.SyncedList;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.id.TimeOrderedIds;
import io.shanmen.simulators.scanner.ScannerSimulator;
import io.shanmen.simulators.turnstile.TurnstileSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A whole lane on a test's own thread: real serial lines to simulated devices, real HTTPS to a park
 * in memory, real files; only the threads are the test's.
 */
final class LaneFixture implements AutoCloseable {
  final TestPark park;
  final TurnstileSimulator turnstileDevice;
  final ScannerSimulator scanner;
  final Display display = new Display();
  final Errors errors = new Errors(InstantSource.system());
  final Connection connection;
  final Journal journal;
  final SyncedList list;
  final LaneAgent lane;
  final SyncAgent sync;
  final Turnstile turnstile;
  private final ReaderPort reader;
  private final BoardBus bus;
  private final ParkHttp http;

  /** Steps the lane and the link to the server. */
  final Steps steps;

  LaneFixture(Path folder) throws IOException {
    park = new TestPark();
    Path data = Files.createDirectories(folder.resolve("data"));
    GateIdentity identity =
        new Enrolment(data).enrol(park.address(), park.authority(), TestPark.ENROLMENT_CODE, "1号闸");
    Path boardPort = folder.resolve("board");
    Path scannerPort = folder.resolve("scanner");
    turnstileDevice =
        new TurnstileSimulator(new TurnstileSimulator.Setup(List.of(1), boardPort, 3));
    scanner = new ScannerSimulator(ScannerSimulator.Setup.usual().linkedAs(scannerPort));
    SecureRandom random = new SecureRandom();
    Supplier<UUID> ids =
        () -> TimeOrderedIds.of(Instant.now().toEpochMilli(), random.nextLong(), random.nextLong());
    NanoClock nanos = NanoClock.SYSTEM;
    DisciplinedClock clock = new DisciplinedClock(InstantSource.system(), nanos, Instant.EPOCH);
    list = SyncedList.open(data, park.gateId(), GateIdentity.make().pair());
    journal = Journal.open(data, ids);
    http = new ParkHttp(park.address(), park.authority(), identity, nanos);
    connection = new Connection(SyncAgent.timesOf(list), list.isRevoked());
    bus =
        new BoardBus(
            new SerialPortLink(
                new SerialPortLink.Port(boardPort.toString(), 19_200), errors, nanos),
            nanos);
    turnstile = bus.attach(1, true);
    reader =
        new ReaderPort(
            "entry-1",
            Direction.ENTRY,
            new SerialPortLink(
                new SerialPortLink.Port(scannerPort.toString(), 115_200), errors, nanos));
    lane =
        new LaneAgent(
            new LaneContext(
                new LaneContext.Devices(turnstile, List.of(reader)),
                new LaneContext.Memory(list, journal, Ciphers.suites()),
                new LaneContext.Server(
                    new ParkServer(http, connection, SyncAgent.timesOf(list), errors), connection),
                new LaneContext.Clocks(clock, nanos),
                new LaneContext.Surroundings(display, errors, ids),
                new LaneContext.Settings("lane 1", 20, true)));
    sync =
        new SyncAgent(
            new SyncAgent.Context(http, connection, list, journal, clock, nanos, errors),
            heartbeat -> heartbeat.put("mode", lane.mode().name()).putArray("parts"),
            ids.get(),
            "test",
            millis -> {});
    steps = new Steps(this::situation, lane, bus, sync);
  }

  /** Waits until the lane serves visitors and the list is complete. */
  void ready() {
    steps.until("list complete", () -> list.asOf() != null);
    steps.until("arrow", () -> reader.isUp() && isIdle());
    // From now on the gate knows that this scanner ends its lines, however busy the machine is.
    scanner.scan("");
  }

  private String situation() {
    return String.join(
        "\n",
        "",
        display.state().toString(),
        turnstile.view().toString(),
        turnstileDevice.obey("status"),
        scanner.obey("status"),
        errors.entries().toString(),
        String.join("\n", journal.after(0).stream().map(Journal.Entry::text).toList()));
  }

  boolean isIdle() {
    return screen() instanceof Screen.Idle;
  }

  Screen screen() {
    return display.state().screen();
  }

  @Override
  public void close() {
    lane.onClose();
    bus.onClose();
    http.close();
    journal.close();
    list.close();
    turnstileDevice.close();
    scanner.close();
    park.close();
  }
}
