package io.shanmen.bench;

import io.shanmen.server.postgres.DatabaseAddress;
import io.shanmen.server.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./shanmen bench [--only NAME] [--folder DIR]}: what a park on this machine can do, each
 * figure beside the physical limit measured in the same run. The folder should be on the disk of
 * the database.
 */
public final class BenchProgram {

  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration TIME = Duration.ofSeconds(6);

  /** A server that has just started compiles its busy paths under load for so long. */
  private static final Duration WARM_SERVER = Duration.ofSeconds(45);

  private static final List<Integer> CLIENTS = List.of(1, 16, 64, 256);
  private static final List<Integer> POOLS = List.of(8, 16, 32, 64);
  private static final int BUSY_CLIENTS = 64;
  private static final Set<String> SECTIONS = Set.of("sets", "checks", "sales");

  private final Path server;
  private final Path gate;
  private final Path folder;
  private final Set<String> wanted;
  private final Report report;

  private BenchProgram(Map<String, String> options, Path folder) {
    this.server = Path.of(options.getOrDefault("server", "server/target/shanmen-server-app.jar"));
    this.gate = Path.of(options.getOrDefault("gate", "gate/target/shanmen-gate.jar"));
    this.wanted = options.containsKey("only") ? Set.of(options.get("only")) : SECTIONS;
    this.folder = folder;
    this.report = new Report(System.out);
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
    }
    Path parent = Path.of(options.getOrDefault("folder", ".")).toAbsolutePath();
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent, "bench");
    try {
      BenchProgram bench = new BenchProgram(options, folder);
      bench.run();
      bench.report.write(parent.resolve("report.md"));
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private void run() throws Exception {
    report.note(
        "%d cores, Java %s"
            .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version()));
    if (wanted.contains("sets")) {
      sets();
    }
    if (wanted.contains("checks") || wanted.contains("sales")) {
      try (BenchPark park = BenchPark.open(server, gate, folder.resolve("park"))) {
        if (wanted.contains("checks")) {
          checks(park);
        }
        if (wanted.contains("sales")) {
          sales(park);
        }
      }
    }
  }

  /** The writer of the server by itself. */
  private void sets() throws Exception {
    report.section("Places in one slot, without HTTP", "a transaction for each place");
    List<Figure> alone = new ArrayList<>();
    List<Figure> together = new ArrayList<>();
    try (ForcedWrites disk = new ForcedWrites(folder)) {
      report.limit("forced writes of the disk", load(1).atOnce(number -> disk::write));
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        HotSlot slot = new HotSlot(postgres.address())) {
      for (int clients : CLIENTS) {
        alone.add(load(clients).atOnce(number -> slot::takeAlone));
        report.limit("a transaction each", alone.getLast());
        together.add(load(clients).atOnce(number -> slot::takeInSets));
        report.figure("in sets, as the server does it", together.getLast(), alone.getLast());
      }
      if (slot.lost() != 0) {
        throw new IllegalStateException("Places were lost: " + slot.lost());
      }
    }
    report.chart("Places in one slot a second", alone, together);
  }

  /** Authorise and confirm, over HTTPS. */
  private void checks(BenchPark park) throws Exception {
    report.section(
        "Checks over HTTPS (authorise and confirm, a request each)",
        "one bare UPDATE … RETURNING for each, committed alone, at the same number of clients");
    DatabaseAddress database = park.database();
    int pool = bestPool(database);
    report.note(
        "The limit is measured through %d connections, which serve it best.".formatted(pool));
    warm(park);
    List<Figure> limits = new ArrayList<>();
    List<Figure> reached = new ArrayList<>();
    try (BareUpdates bare = new BareUpdates(database, pool)) {
      for (int clients : CLIENTS) {
        limits.add(load(clients).atOnce(number -> bare::one));
        report.limit("bare updates", limits.getLast());
        reached.add(checksAtOnce(park, load(clients)));
        report.figure("checks", reached.getLast(), limits.getLast());
      }
      long rate = reached.get(CLIENTS.indexOf(BUSY_CLIENTS)).perSecond() / 2;
      Figure calm = checksAtRate(park, load(BUSY_CLIENTS), rate);
      report.figure("checks at half of that pace", calm, limits.get(CLIENTS.indexOf(BUSY_CLIENTS)));
    }
    report.chart("Checks over HTTPS a second", limits, reached);
  }

  private int bestPool(DatabaseAddress database) throws Exception {
    int best = POOLS.getFirst();
    long most = 0;
    for (int connections : POOLS) {
      try (BareUpdates bare = new BareUpdates(database, connections)) {
        Figure figure =
            new Load(BUSY_CLIENTS, Duration.ofSeconds(1), Duration.ofSeconds(3))
                .atOnce(number -> bare::one);
        report.limit("bare updates through %d connections".formatted(connections), figure);
        if (figure.perSecond() > most) {
          most = figure.perSecond();
          best = connections;
        }
      }
    }
    return best;
  }

  private void warm(BenchPark park) throws Exception {
    Duration each = Duration.ofSeconds(9);
    for (Duration done = Duration.ZERO; done.compareTo(WARM_SERVER) < 0; done = done.plus(each)) {
      checksAtOnce(park, new Load(BUSY_CLIENTS, Duration.ZERO, each));
    }
  }

  /** So many checks a second are not expected of this machine. */
  private static final int CHECKS_A_SECOND_MOST = 8_000;

  private Figure checksAtOnce(BenchPark park, Load load) throws Exception {
    Checks checks = new Checks(Sales.codes(park, tickets(load, CHECKS_A_SECOND_MOST)));
    try (Callers callers = new Callers(load.clients(), park::gate)) {
      return load.atOnce(number -> checks.client(callers.get(number), "r" + number));
    }
  }

  private Figure checksAtRate(BenchPark park, Load load, long rate) throws Exception {
    Checks checks = new Checks(Sales.codes(park, tickets(load, rate)));
    try (Callers callers = new Callers(load.clients(), park::gate)) {
      return load.atRate(rate, number -> checks.client(callers.get(number), "r" + number));
    }
  }

  /** A ticket for every two requests. */
  private static int tickets(Load load, long requestsASecond) {
    return (int) (load.warmUp().plus(load.time()).toSeconds() * requestsASecond / 2);
  }

  /** Whole sales over HTTPS, all of one slot. */
  private void sales(BenchPark park) throws Exception {
    report.section(
        "Sales of one slot over HTTPS",
        "the rows of one sale in one bare transaction each, the hot row last");
    DatabaseAddress database = park.database();
    try (Caller window = park.window()) {
      Sales.one(window, park.product());
    }
    List<Figure> limits = new ArrayList<>();
    List<Figure> reached = new ArrayList<>();
    try (BareSales bare = new BareSales(database, 16, lastSale(database))) {
      report.note("A sale writes to %d tables besides the hot row.".formatted(bare.width()));
      new Load(BUSY_CLIENTS, Duration.ZERO, Duration.ofSeconds(20)).atOnce(seller(park));
      for (int clients : CLIENTS) {
        limits.add(load(clients).atOnce(number -> bare::one));
        report.limit("bare sales", limits.getLast());
        reached.add(load(clients).atOnce(seller(park)));
        report.figure("sales", reached.getLast(), limits.getLast());
      }
    }
    report.chart("Sales of one slot over HTTPS a second", limits, reached);
  }

  private static IntFunction<Runnable> seller(BenchPark park) {
    return number -> {
      Caller window = park.window();
      return () -> Sales.one(window, park.product());
    };
  }

  private static String lastSale(DatabaseAddress database) {
    try (var pool = Pools.of(database, 1)) {
      return JdbcClient.create(pool)
          .sql("SELECT xmin::text FROM ordering.sale_order ORDER BY order_no DESC LIMIT 1")
          .query(String.class)
          .single();
    }
  }

  private static Load load(int clients) {
    return new Load(clients, WARM_UP, TIME);
  }
}
