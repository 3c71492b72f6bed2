package io.shanmen.systemtests.kill;

import io.shanmen.simulators.demo.DemoGate;
import io.shanmen.simulators.demo.DemoOptions;
import io.shanmen.simulators.demo.DemoPark;
import io.shanmen.systemtests.BuiltPrograms;
import io.shanmen.systemtests.Fork;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;

/** A whole park whose processes can be killed: {@code kill -9}, no warning. */
final class KilledPark implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A connection that had ended by itself leaves nothing to notice. */
  private static final Duration NOTICE_LIMIT = Duration.ofSeconds(5);

  private final DemoPark park;
  private final Path server;

  private KilledPark(DemoPark park, Path server) {
    this.park = park;
    this.server = server;
  }

  static KilledPark open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path data = folder.resolve("park");
    return new KilledPark(
        DemoPark.open(
            new DemoOptions(
                new DemoOptions.Programs(BuiltPrograms.server(), BuiltPrograms.gate()),
                data,
                Fork.freePort(),
                0,
                ZoneId.of("Asia/Shanghai")),
            new PrintStream(Files.newOutputStream(folder.resolve("demo.log")), true)),
        data.resolve("server"));
  }

  DemoPark park() {
    return park;
  }

  /** The server's data folder. */
  Path data() {
    return server;
  }

  /** Kills, and brings back what does not come back by itself. */
  void kill(Victim victim, RandomGenerator random) throws IOException {
    switch (victim) {
      case SERVER -> {
        park.server().kill();
        park.startServer();
      }
      case POSTGRES -> {
        kill(postmaster());
        awaitDatabase();
      }
      case CONNECTION -> {
        List<Long> connections = connections();
        if (!connections.isEmpty()) {
          killNoticed(connections.get(random.nextInt(connections.size())));
        }
        awaitDatabase();
      }
      case SERVER_AND_POSTGRES -> {
        kill(postmaster());
        park.server().kill();
        park.startServer();
      }
      case GATE -> {
        DemoGate gate = park.gates().get(random.nextInt(park.gates().size()));
        gate.kill();
        gate.restart();
      }
    }
  }

  /** A connection to the park's database, past the server. */
  Connection database() throws SQLException {
    try {
      Path folder = server.resolve("postgres");
      String port = Files.readString(folder.resolve("port")).strip();
      String password = Files.readString(folder.resolve("password")).strip();
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:" + port + "/shanmen", "shanmen", password);
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /**
   * PostgreSQL ends all connections a moment after one was killed: whoever asks before that is cut
   * off with the others.
   */
  private void killNoticed(long connection) throws IOException {
    try (Connection witness = database()) {
      kill(connection);
      long end = System.nanoTime() + NOTICE_LIMIT.toNanos();
      while (witness.isValid(1) && System.nanoTime() < end) {
        Stubborn.pause();
      }
    } catch (SQLException e) {
      throw new IOException("nobody saw the connection die", e);
    }
  }

  private void awaitDatabase() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Connection connection = database()) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException e) {
        if (System.nanoTime() > end) {
          throw new IOException("PostgreSQL did not come back", e);
        }
      }
      Stubborn.pause();
    }
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(server.resolve("postgres/cluster/postmaster.pid")).getFirst().strip());
  }

  private List<Long> connections() throws IOException {
    return ProcessHandle.of(postmaster()).stream()
        .flatMap(ProcessHandle::children)
        .filter(child -> isConnection(child.pid()))
        .map(ProcessHandle::pid)
        .toList();
  }

  /** PostgreSQL writes into its title what each of its processes is. */
  private static boolean isConnection(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).contains("shanmen shanmen");
    } catch (IOException gone) {
      return false;
    }
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    park.close();
  }
}
