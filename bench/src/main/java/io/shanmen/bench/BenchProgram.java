package io.shanmen.bench;

import io.shanmen.server.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./shanmen bench [folder]}: what this machine can do for a park, each figure beside the
 * physical limit measured in the same run. The folder should be on the disk of the database.
 */
public final class BenchProgram {
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final List<Integer> CLIENTS = List.of(1, 16, 64, 256);

  private BenchProgram() {}

  public static void main(String[] arguments) throws Exception {
    Path parent = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath();
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent, "bench");
    try {
      new BenchProgram().run(folder, System.out);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private void run(Path folder, PrintStream out)
      throws IOException, InterruptedException, ExecutionException {
    out.printf("%d cores, %s%n%n", Runtime.getRuntime().availableProcessors(), folder.getParent());
    out.printf("%-44s %8s %10s %10s %10s%n", "", "clients", "per second", "p50 us", "p99 us");
    try (ForcedWrites disk = new ForcedWrites(folder)) {
      print(out, "limit: forced writes of the disk", 1, disk::write);
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        HotSlot slot = new HotSlot(postgres.address())) {
      for (int clients : CLIENTS) {
        print(out, "places in one slot, a transaction each", clients, slot::takeAlone);
        print(out, "places in one slot, in sets as the server", clients, slot::takeInSets);
      }
      if (slot.lost() != 0) {
        throw new IllegalStateException("Places were lost: " + slot.lost());
      }
    }
    out.println();
    out.println("Every place was committed durably, and none was lost or sold twice.");
  }

  private static void print(PrintStream out, String what, int clients, Runnable request)
      throws InterruptedException, ExecutionException {
    Figure figure = new Load(clients, WARM_UP, TIME).run(request);
    out.printf(
        "%-44s %8d %10d %10d %10d%n",
        what, clients, figure.perSecond(), figure.p50Micros(), figure.p99Micros());
  }
}
