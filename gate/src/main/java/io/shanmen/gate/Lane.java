package io.shanmen.gate;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.gate.agent.AgentRunner;
import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.board.TurnstileView;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.display.Display;
import io.shanmen.gate.display.DisplayServer;
import io.shanmen.gate.lane.LaneAgent;
import io.shanmen.gate.lane.LaneContext;
import io.shanmen.gate.lane.ReaderPort;
import io.shanmen.gate.link.Connection;
import io.shanmen.gate.link.Enrolment;
import io.shanmen.gate.link.GateIdentity;
import io.shanmen.gate.link.ParkHttp;
import io.shanmen.gate.link.ParkServer;
import io.shanmen.gate.link.SyncAgent;
import io.shanmen.gate.serial.SerialPortLink;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.JournalEvent;
import io.shanmen.gate.store.NativeLibrary;
import io.shanmen.gate.store.SyncedList;
import io.shanmen.kernel.id.TimeOrderedIds;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One lane put together: its store, its devices, its link to the server, its display. */
final class Lane implements AutoCloseable {
  private static final long SYNC_IDLE_NANOS = NanoClock.millis(10);

  private final GateSettings settings;
  private final FileLock lock;
  private final Errors errors;
  private final SyncedList list;
  private final Journal journal;
  private final ParkHttp http;
  private final Display display = new Display();
  private final LaneAgent agent;
  private final AgentRunner sync;
  private final DisplayServer page;
  private final List<ReaderPort> readers;
  private final Turnstile turnstile;

  private Lane(GateSettings settings, Turnstile turnstile, Parts parts) throws IOException {
    this.settings = settings;
    this.turnstile = turnstile;
    this.lock = parts.lock;
    this.errors = parts.errors;
    this.list = parts.list;
    this.journal = parts.journal;
    this.http = parts.http;
    NanoClock nanos = NanoClock.SYSTEM;
    DisciplinedClock clock = parts.clock;
    Connection connection = new Connection(SyncAgent.timesOf(list), list.isRevoked());
    this.readers =
        settings.scanners().stream()
            .map(
                scanner ->
                    new ReaderPort(
                        scanner.name(),
                        scanner.direction(),
                        new SerialPortLink(scanner.port(), errors, nanos)))
            .toList();
    this.agent =
        new LaneAgent(
            new LaneContext(
                new LaneContext.Devices(turnstile, readers),
                new LaneContext.Memory(list, journal, Ciphers.suites()),
                new LaneContext.Server(
                    new ParkServer(http, connection, SyncAgent.timesOf(list), errors), connection),
                new LaneContext.Clocks(clock, nanos),
                new LaneContext.Surroundings(display, errors, parts.ids),
                new LaneContext.Settings(
                    "lane " + settings.name(), settings.peopleLimit(), settings.board().counts())));
    UUID bootId = parts.ids.get();
    String version = parts.build.version();
    if (journal.lastSeq() < list.acknowledged(journal.id())) {
      // An older copy of the file was put back: the server has other entries under its next
      // numbers.
      journal.beginAnew(journal.lastSeq());
    }
    journal.lastAt().ifPresent(clock::wasLater);
    journal.append(clock.instant(), new JournalEvent.Started(bootId, version));
    SyncAgent syncAgent =
        new SyncAgent(
            new SyncAgent.Context(http, connection, list, journal, clock, nanos, errors),
            this::describeHealth,
            bootId,
            version,
            millis ->
                journal.append(
                    clock.instant(), new JournalEvent.ClockSet(millis, clock.isPlausible())));
    this.sync = AgentRunner.start(List.of(syncAgent), errors, SYNC_IDLE_NANOS);
    StatusReport status =
        new StatusReport(
            new StatusReport.Sources(agent, turnstile, readers, list, journal, errors));
    this.page =
        DisplayServer.start(
            new DisplayServer.Source(
                display,
                clock,
                () -> list.facts().settings().calendar().zone(),
                () -> status.json(syncAgent, clock)),
            settings.displayPort());
  }

  /** What has to be opened before a lane can be put together. */
  private record Parts(
      FileLock lock,
      Errors errors,
      SyncedList list,
      Journal journal,
      ParkHttp http,
      DisciplinedClock clock,
      Supplier<UUID> ids,
      Build build) {}

  /**
   * Opens a lane that has been enrolled.
   *
   * @throws IOException where it has not been, or its folder is in use; the message says so
   */
  static Lane open(GateSettings settings, Turnstile turnstile, Errors errors) throws IOException {
    Path data = settings.data();
    prepareFolder(data);
    FileLock lock = lock(data);
    NativeLibrary.unpackIn(data);
    GateIdentity identity =
        GateIdentity.read(data)
            .filter(known -> known.terminalId() != null)
            .orElseThrow(
                () -> new IOException(settings.name() + " is not enrolled: use --enrol CODE"));
    Enrolment enrolment = new Enrolment(data);
    URI server = firstOf(settings.server(), enrolment.server(), "server");
    Path authority = firstOf(settings.authority(), enrolment.authority(), "ca");
    UUID gateId = identity.terminalId();
    if (gateId == null) {
      throw new IOException(settings.name() + " is not enrolled: use --enrol CODE");
    }
    InstantSource machine = InstantSource.system();
    Supplier<UUID> ids = ids(machine);
    Build build = Build.ofThisProgram();
    return new Lane(
        settings,
        turnstile,
        new Parts(
            lock,
            errors,
            SyncedList.open(data, gateId, identity.pair()),
            Journal.open(data, ids),
            new ParkHttp(server, authority, identity, NanoClock.SYSTEM),
            new DisciplinedClock(machine, NanoClock.SYSTEM, build.builtAt()),
            ids,
            build));
  }

  static void prepareFolder(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      Files.createDirectories(
          data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static FileLock lock(Path data) throws IOException {
    FileChannel channel =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IOException("another gate program is using " + data);
    }
    return lock;
  }

  private static <T> T firstOf(@Nullable T given, @Nullable T kept, String name)
      throws IOException {
    T found = given != null ? given : kept;
    if (found == null) {
      throw new IOException("the setting " + name + " is missing");
    }
    return found;
  }

  private static Supplier<UUID> ids(InstantSource clock) {
    SecureRandom random = new SecureRandom();
    return () -> TimeOrderedIds.of(clock.millis(), random.nextLong(), random.nextLong());
  }

  /** The agent that shares a thread with its bus. */
  LaneAgent agent() {
    return agent;
  }

  /** Where the display's page is. */
  URI pageAddress() {
    return URI.create("http://localhost:" + page.port() + "/");
  }

  String name() {
    return settings.name();
  }

  private void describeHealth(ObjectNode heartbeat) {
    TurnstileView view = turnstile.view();
    heartbeat.put("mode", agent.mode().name());
    ArrayNode parts = heartbeat.putArray("parts");
    ObjectNode board = parts.addObject().put("part", "BOARD").put("state", view.health().name());
    if (view.fault() != 0) {
      board.put("text", "fault " + view.fault());
    }
    for (ReaderPort reader : readers) {
      ObjectNode part = parts.addObject().put("part", "READER");
      part.put("state", reader.isUp() ? "OK" : "ABSENT").put("text", reader.name());
    }
  }

  @Override
  public void close() {
    page.close();
    sync.close();
    http.close();
    journal.close();
    list.close();
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      errors.add("gate", "lock: " + e.getMessage());
    }
  }
}
