package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import io.shanmen.server.host.Examination;
import io.shanmen.server.host.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which database is in use and whether it is well. An embedded one whose server does not run is
 * started for the visit.
 */
public final class DatabaseExamination implements Examination {
  private static final String SUBJECT = "database";
  private static final int VERSION_NEEDED = 180000;
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");

  @Override
  public List<Finding> examine(Environment settings) {
    DatabaseVisit visit = DatabaseVisit.to(settings);
    if (!visit.isMade()) {
      return List.of(Finding.well(SUBJECT, "embedded, not made yet: the first start makes it"));
    }
    try {
      return visit.make(DatabaseExamination::examine);
    } catch (CannotStart | DataAccessException e) {
      return List.of(Finding.bad(SUBJECT, String.valueOf(e.getMessage())));
    }
  }

  private static List<Finding> examine(DataSource pool, String name) {
    JdbcClient database = JdbcClient.create(pool);
    List<Finding> findings = new ArrayList<>();
    findings.add(version(database, name));
    findings.add(durability(database));
    findings.add(load(database));
    findings.add(migrations(new ModuleMigrations(pool).pending()));
    return findings;
  }

  private static Finding version(JdbcClient database, String what) {
    String version = show(database, "server_version");
    int number = Integer.parseInt(show(database, "server_version_num"));
    return number >= VERSION_NEEDED
        ? Finding.well(SUBJECT, what + ", PostgreSQL " + version)
        : Finding.bad(SUBJECT, what + ", PostgreSQL " + version + "; Shanmen needs 18 or newer");
  }

  private static Finding durability(JdbcClient database) {
    List<String> weak = new ArrayList<>();
    DURABLE.forEach(
        (name, wanted) -> {
          String actual = show(database, name);
          if (!actual.equals(wanted)) {
            weak.add(name + " is " + actual);
          }
        });
    String checksums = "data checksums " + show(database, "data_checksums");
    return weak.isEmpty()
        ? Finding.well("durability", "a commit survives a power cut; " + checksums)
        : Finding.bad("durability", "a power cut may lose paid sales: " + String.join(", ", weak));
  }

  private static Finding load(JdbcClient database) {
    return database
        .sql(
            """
            SELECT pg_size_pretty(pg_database_size(current_database())) AS size,
                   (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
                   current_setting('max_connections')::int AS available
            """)
        .query(
            (row, number) -> {
              int used = row.getInt("used");
              int available = row.getInt("available");
              String detail =
                  "%s of data, %d of %d connections in use"
                      .formatted(row.getString("size"), used, available);
              return used > available * 9 / 10
                  ? Finding.watch("load", detail)
                  : Finding.well("load", detail);
            })
        .single();
  }

  private static Finding migrations(List<ModuleMigrations.Pending> pending) {
    return pending.isEmpty()
        ? Finding.well("schema", "every module's is up to date")
        : Finding.watch("schema", "the next start of the server will apply " + pending);
  }

  private static String show(JdbcClient database, String setting) {
    return database.sql("SELECT current_setting(?)").param(setting).query(String.class).single();
  }
}
