package io.shanmen.systemtests.kill;

import io.shanmen.simulators.client.ParkClient;
import io.shanmen.simulators.demo.DemoPark;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One park, its people at work, and so many kills at moments that a seed chooses. */
final class KillRun {

  private static final Duration END_PATIENCE = Duration.ofMinutes(20);
  private static final Duration TOLD_PATIENCE = Duration.ofSeconds(60);
  private static final int WORK_LEAST_MILLIS = 200;
  private static final int WORK_MOST_MILLIS = 2_500;

  /**
   * What came of it.
   *
   * @param differences everything that did not fit; empty if nothing was lost
   */
  record Result(
      Map<Victim, Integer> kills,
      int sales,
      int refunds,
      int closes,
      int epochs,
      List<String> differences) {}

  private final long seed;
  private final List<Victim> victims;
  private final Books books = new Books();
  private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
  private volatile boolean working = true;

  KillRun(long seed, List<Victim> victims) {
    this.seed = seed;
    this.victims = victims;
  }

  Result in(Path folder) throws IOException, SQLException, InterruptedException {
    Random random = new Random(seed);
    try (KilledPark killed = KilledPark.open(folder)) {
      Reckoning reckoning = new Reckoning(killed, books);
      ExecutorService people = Executors.newCachedThreadPool();
      try {
        putToWork(killed.park(), people, random);
        List<String> differences = new ArrayList<>();
        for (Victim victim : victims) {
          Thread.sleep(random.nextInt(WORK_LEAST_MILLIS, WORK_MOST_MILLIS));
          killed.kill(victim, random);
          kills.merge(victim, 1, Integer::sum);
          differences.addAll(reckoning.differences());
          if (!differences.isEmpty()) {
            return result(differences);
          }
        }
        finish(people, killed.park());
        differences.addAll(awaitTold(reckoning));
        differences.addAll(reckoning.differences());
        return result(differences);
      } finally {
        working = false;
        people.shutdownNow();
      }
    }
  }

  private Result result(List<String> differences) {
    return new Result(
        kills,
        books.sales.size(),
        books.refunds.size(),
        books.closes.size(),
        books.epochs.size(),
        differences);
  }

  private void putToWork(DemoPark park, ExecutorService people, Random random) throws IOException {
    ParkClient manager = park.at("经理室", "manager");
    for (String cashier : List.of("cashier1", "cashier2", "cashier3")) {
      KilledTill till = new KilledTill(park, park.at(cashier, cashier), books);
      work(people, new KilledCashier(till, books, new Random(random.nextLong())));
    }
    KilledTill desk = new KilledTill(park, park.at("退票台", "refund"), books);
    work(people, new KilledRefundDesk(desk, manager, park.password(), books));
    work(people, new KilledKeeper(park.backOffice(), books));
    work(
        people,
        new KilledKeyHolders(
            park.backOffice(), park.password(), books, new Random(random.nextLong())));
    work(people, new KilledVisitors(park.gates(), books, new Random(random.nextLong())));
  }

  /** Whoever works finishes what was begun, so that every question gets its answer. */
  private void work(ExecutorService people, Runnable shift) {
    people.execute(
        () -> {
          while (working) {
            try {
              shift.run();
            } catch (RuntimeException e) {
              books.complain("somebody cannot work: " + e);
              return;
            }
          }
        });
  }

  private void finish(ExecutorService people, DemoPark park) throws InterruptedException {
    working = false;
    people.shutdown();
    if (!people.awaitTermination(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      books.complain("somebody still waits for an answer; the server is " + park.server().pid());
    }
  }

  private static List<String> awaitTold(Reckoning reckoning)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + TOLD_PATIENCE.toNanos();
    List<String> untold = reckoning.untold();
    while (!untold.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(Duration.ofMillis(500));
      untold = reckoning.untold();
    }
    return untold;
  }
}
