package io.shanmen.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of the version that kept names in every room is brought up to date. */
class NamesMigrationIT {

  /** The last version of each room that had names in plain. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "identity", "1",
          "catalog", "1",
          "ordering", "3",
          "cashdesk", "3",
          "aftersales", "1",
          "admission", "3");

  private static final String NAME = "旧时姓名甲乙";

  /** Where a name stood. */
  private static final List<String> TABLES =
      List.of(
          "ordering.sale_order",
          "cashdesk.float_issue",
          "admission.manual_release",
          "admission.passage",
          "admission.correction",
          "admission.feed",
          "identity.operator");

  @Test
  void oldNamesWaitForTheirSealInOnePlaceAndNoFileKeepsThem() {
    try (HikariDataSource database = ConnectionPool.open(TestPostgres.newDatabase(), 2)) {
      JdbcClient jdbc = JdbcClient.create(database);
      asBefore(database);
      fill(jdbc);
      List<Long> files = TABLES.stream().map(table -> file(jdbc, table)).toList();

      new ModuleMigrations(database).run();

      assertThat(TABLES.stream().map(table -> file(jdbc, table)))
          .as("every table was written anew")
          .doesNotContainAnyElementsOf(files);
      for (String table : TABLES) {
        assertThat(rowsWith(jdbc, table)).as(table).isZero();
      }
      assertThat(
              jdbc.sql("SELECT sign_in_name || '/' || name FROM identity.plain_name")
                  .query((row, number) -> row.getString(1))
                  .list())
          .containsExactly("old.hand/" + NAME);
      assertThat(
              jdbc.sql("SELECT released_by::text FROM admission.passage WHERE kind = 'MANUAL'")
                  .query((row, number) -> row.getString(1))
                  .list())
          .containsExactly("00000000-0000-0000-0000-000000000001");
      assertThat(jdbc.sql("SELECT count(*) FROM ordering.sale_order").query(Integer.class).single())
          .isOne();
    }
  }

  private static void asBefore(DataSource database) {
    Set<String> modules = new LinkedHashSet<>(BEFORE.keySet());
    modules.addAll(
        List.of("foundation", "postgres", "audit", "terminal", "ledger", "payment", "capacity"));
    modules.add("ticketing");
    for (String module : ModuleMigrations.inOrderOfDependency(modules)) {
      Flyway.configure()
          .dataSource(database)
          .locations("classpath:db/migration/" + module)
          .schemas(module)
          .defaultSchema(module)
          .table("flyway_schema_history")
          .target(BEFORE.getOrDefault(module, "latest"))
          .load()
          .migrate();
    }
  }

  private static void fill(JdbcClient jdbc) {
    String id = "'00000000-0000-0000-0000-000000000001'::uuid";
    String sql =
        """
        INSERT INTO identity.operator
          (operator_id, sign_in_name, name, password_hash, own_password, created_at)
        VALUES (ID, 'old.hand', 'NAME', 'x', true, now());
        INSERT INTO ordering.sale_order VALUES (ID, 1000000, '', 'FULFILLED', 'WINDOW', now(),
          '2026-10-01', ID, 'NAME', ID, ID, 'CNY', 0, 'CASH', 0, 0);
        INSERT INTO cashdesk.float_issue (float_id, operator_id, operator_name, terminal_id, state)
        VALUES (ID, ID, 'NAME', ID, 'REQUESTED');
        INSERT INTO admission.manual_release
        VALUES (ID, ID, 1, '婴儿车', ID, 'NAME', now(), now());
        INSERT INTO admission.passage (request_id, nth, gate_id, gate_no, kind, passed_at,
          received_at, business_day, decided_by, late, adjustment, by_name)
        VALUES (ID, 1, ID, 1, 'MANUAL', now(), now(), '2026-10-01', 'STAFF', false, false, 'NAME');
        INSERT INTO admission.correction
        VALUES (ID, '2026-10-01', 1, '清点', ID, 'NAME', now());
        INSERT INTO admission.feed VALUES (1, '{"kind":"OPEN_ORDER","by":"NAME"}', now())
        """
            .replace("ID", id)
            .replace("NAME", NAME);
    for (String statement : sql.split(";\n")) {
      jdbc.sql(statement).update();
    }
  }

  private static long file(JdbcClient jdbc, String table) {
    return jdbc.sql("SELECT pg_relation_filenode(?::regclass)")
        .param(table)
        .query((row, number) -> row.getLong(1))
        .single();
  }

  private static int rowsWith(JdbcClient jdbc, String table) {
    return jdbc.sql("SELECT count(*) FROM %s AS t WHERE strpos(t::text, ?) > 0".formatted(table))
        .param(NAME)
        .query((row, number) -> row.getInt(1))
        .single();
  }
}
