package io.shanmen.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.server.postgres.DatabaseAddress;
import io.shanmen.simulators.demo.DemoOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whole sales over HTTPS, all of one slot. */
final class SalesSection implements Section {

  private static final int BARE_CONNECTIONS = 16;
  private static final List<Integer> SMALL_POOLS = List.of(10, 2);

  @Override
  public void run(Ground ground) throws Exception {
    Path folder = ground.folder().resolve("sales-park");
    Report report = ground.report();
    report.section(
        "Sales of one slot over HTTPS",
        "the rows of one sale in one bare transaction each, the hot row last");
    Figure limit;
    try (BenchPark park = BenchPark.open(ground.programs(), folder)) {
      limit = measure(ground, park);
    }
    for (int pool : SMALL_POOLS) {
      DemoOptions.Programs programs =
          ground.programs().withServerSettings(List.of("--shanmen.db.pool-size=" + pool));
      try (BenchPark park = BenchPark.open(programs, folder)) {
        WarmUp.untilSteady(park, load -> Sales.atOnce(park, load));
        park.freshProduct();
        Figure figure = Sales.atOnce(park, ground.load(Ground.BUSY_CLIENTS));
        report.figure("sales, the server with %d connections".formatted(pool), figure, limit);
      }
    }
    report.note(
        "The books afterwards: %s Nothing is oversold, no paid order without its tickets."
            .formatted(Books.verify(ground.programs().server(), folder)));
  }

  /** Gives the limit at {@link Ground#BUSY_CLIENTS}. */
  private static Figure measure(Ground ground, BenchPark park) throws Exception {
    Report report = ground.report();
    try (Caller window = park.window()) {
      Sales.one(window, park.product());
    }
    List<Figure> limits = new ArrayList<>();
    List<Figure> reached = new ArrayList<>();
    DatabaseAddress database = park.database();
    try (BareSales bare = new BareSales(database, BARE_CONNECTIONS, lastSale(database))) {
      report.note("A sale writes to %d tables besides the hot row.".formatted(bare.width()));
      WarmUp.untilSteady(park, load -> Sales.atOnce(park, load));
      park.freshProduct();
      for (int clients : Ground.CLIENTS) {
        limits.add(ground.load(clients).atOnce(number -> bare::one));
        report.limit("bare sales", limits.getLast());
        reached.add(Sales.atOnce(park, ground.load(clients)));
        report.figure("sales", reached.getLast(), limits.getLast());
      }
    }
    report.chart("sales", "Sales of one slot over HTTPS a second", limits, reached);
    return limits.get(2);
  }

  /** The transaction of the last sale, as PostgreSQL numbers it. */
  static String lastSale(DatabaseAddress database) {
    try (HikariDataSource pool = Pools.of(database, 1)) {
      return JdbcClient.create(pool)
          .sql("SELECT xmin::text FROM ordering.sale_order ORDER BY order_no DESC LIMIT 1")
          .query(String.class)
          .single();
    }
  }
}
