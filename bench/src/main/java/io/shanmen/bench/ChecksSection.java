package io.shanmen.bench;

import io.shanmen.server.postgres.DatabaseAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Authorise and confirm, over HTTPS. */
final class ChecksSection implements Section {

  private static final List<Integer> POOLS = List.of(8, 16, 32, 64);

  @Override
  public void run(Ground ground) throws Exception {
    try (BenchPark park =
        BenchPark.open(ground.programs(), ground.folder().resolve("checks-park"))) {
      measure(ground, park);
    }
  }

  private static void measure(Ground ground, BenchPark park) throws Exception {
    Report report = ground.report();
    report.section(
        "Checks over HTTPS (authorise and confirm, a request each)",
        "one bare UPDATE … RETURNING for each, committed alone, at the same number of clients");
    DatabaseAddress database = park.database();
    Figure cold = WarmUp.untilSteady(park, load -> Checks.atOnce(park, load));
    int pool = bestPool(ground, database);
    report.note(
        "The limit is measured through %d connections, which serve it best.".formatted(pool));
    List<Figure> limits = new ArrayList<>();
    List<Figure> reached = new ArrayList<>();
    Figure busy = cold;
    try (BareUpdates bare = new BareUpdates(database, pool)) {
      for (int clients : Ground.CLIENTS) {
        Figure limit = ground.load(clients).atOnce(number -> bare::one);
        Figure figure = Checks.atOnce(park, ground.load(clients));
        limits.add(limit);
        reached.add(figure);
        report.limit("bare updates", limit);
        report.figure("checks", figure, limit);
        if (clients == Ground.BUSY_CLIENTS) {
          busy = figure;
          report.figure("checks in the first seconds after a start", cold, limit);
          report.figure(
              "codes of others, refused unread: HTTPS alone",
              Checks.refused(park, ground.load(clients), Checks.Refused.FOREIGN),
              limit);
          report.figure(
              "forged codes, refused by their signature",
              Checks.refused(park, ground.load(clients), Checks.Refused.FORGED),
              limit);
        }
      }
      Figure calm = Checks.atRate(park, ground.load(Ground.BUSY_CLIENTS), busy.perSecond() / 2);
      report.figure("checks at half of the pace of 64 clients", calm, limits.get(2));
    }
    report.chart("checks", "Checks over HTTPS a second", limits, reached);
  }

  /** The limit is only a limit where its pool serves it best. */
  private static int bestPool(Ground ground, DatabaseAddress database) throws Exception {
    int best = POOLS.getFirst();
    long most = 0;
    for (int connections : POOLS) {
      try (BareUpdates bare = new BareUpdates(database, connections)) {
        Figure figure =
            new Load(Ground.BUSY_CLIENTS, Duration.ofSeconds(1), Duration.ofSeconds(2))
                .atOnce(number -> bare::one);
        ground.report().limit("bare updates through %d connections".formatted(connections), figure);
        if (figure.perSecond() > most) {
          most = figure.perSecond();
          best = connections;
        }
      }
    }
    return best;
  }
}
