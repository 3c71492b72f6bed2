package io.shanmen.systemtests.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Nothing that was acknowledged is lost: a whole park's processes are killed at random moments
 * under sales, refunds, passages, closing shifts and changing keys, and after each kill the books
 * of the clients and those of the park must agree.
 *
 * <p>{@code -Dshanmen.seed=N} chooses the moments again; {@code ./shanmen test --long} kills a
 * thousand times, in batches, and goes on where it was stopped.
 */
class KillIT {

  private static final Path FOLDER = Path.of("target/kill").toAbsolutePath();
  private static final Path PROGRESS = Path.of("../.build/kills.properties").toAbsolutePath();
  private static final int BATCH_KILLS = 25;
  private static final int LONG_RUN_KILLS = 1_000;

  @Test
  void whatWasAcknowledgedSurvivesEveryKill(TestReporter reporter) throws Exception {
    long seed = Long.getLong("shanmen.seed", new Random().nextLong());
    reporter.publishEntry("seed", Long.toString(seed));
    List<Victim> victims =
        new ArrayList<>(
            List.of(Victim.GATE, Victim.CONNECTION, Victim.POSTGRES, Victim.SERVER_AND_POSTGRES));
    Collections.shuffle(victims, new Random(seed));
    KillRun.Result result = run(seed, victims);
    reporter.publishEntry("result", result.toString());
    assertThat(result.differences()).as("seed %d", seed).isEmpty();
    assertThat(result.sales()).as("sales between the kills of seed %d", seed).isPositive();
    assertThat(result.epochs()).as("epochs begun between the kills of %d", seed).isPositive();
  }

  @Test
  void theLongRunLosesNothingInAThousandKills(TestReporter reporter) throws Exception {
    assumeTrue(Boolean.getBoolean("shanmen.long"), "only with ./shanmen test --long");
    KillProgress progress = KillProgress.in(PROGRESS);
    int wanted = Integer.getInteger("shanmen.kills", LONG_RUN_KILLS);
    while (progress.kills() < wanted) {
      long seed = new Random().nextLong();
      List<Victim> victims =
          new Random(seed)
              .ints(Math.min(BATCH_KILLS, wanted - progress.kills()), 0, Victim.values().length)
              .mapToObj(choice -> Victim.values()[choice])
              .toList();
      KillRun.Result result = run(seed, victims);
      assertThat(result.differences()).as("seed %d, victims %s", seed, victims).isEmpty();
      progress.add(result);
      reporter.publishEntry("so far", progress.toString());
    }
  }

  private static KillRun.Result run(long seed, List<Victim> victims) throws Exception {
    deleteRecursively(FOLDER);
    return new KillRun(seed, victims).in(FOLDER);
  }

  private static void deleteRecursively(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
