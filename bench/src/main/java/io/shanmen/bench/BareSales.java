package io.shanmen.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.shanmen.server.postgres.DatabaseAddress;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The limit of a sale that commits alone: the rows that one real sale wrote, written again into
 * tables of the same columns and indexes, a transaction for each sale, the hot row last. Nothing is
 * read, computed, signed or sent.
 */
final class BareSales implements AutoCloseable {

  private final HikariDataSource pool;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final List<String> inserts = new ArrayList<>();

  /**
   * Copies the shape of one sale.
   *
   * @param sale its transaction, as PostgreSQL numbers them
   */
  BareSales(DatabaseAddress address, int connections, String sale) {
    pool = Pools.of(address, connections);
    jdbc = JdbcClient.create(pool);
    transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    jdbc.sql(
            """
            CREATE SCHEMA IF NOT EXISTS bench;
            DROP TABLE IF EXISTS bench.slot;
            CREATE TABLE bench.slot (id int PRIMARY KEY, places_left bigint NOT NULL);
            INSERT INTO bench.slot VALUES (1, 1000000000)
            """)
        .update();
    for (String table : tables()) {
      if (rows(table, sale) > 0) {
        copy(table, sale);
      }
    }
  }

  /** The rows of one sale. */
  void one() {
    transaction.executeWithoutResult(
        status -> {
          inserts.forEach(insert -> jdbc.sql(insert).update());
          jdbc.sql("UPDATE bench.slot SET places_left = places_left - 1 WHERE id = 1").update();
        });
  }

  /** How many tables a sale writes to, besides the hot row. */
  int width() {
    return inserts.size();
  }

  private List<String> tables() {
    return jdbc.sql(
            """
            SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'bench')
            """)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private long rows(String table, String sale) {
    return jdbc.sql("SELECT count(*) FROM %s WHERE xmin::text = ?".formatted(table))
        .param(sale)
        .query(Long.class)
        .single();
  }

  /** The rows go to a table beside it; its indexes too, without being unique. */
  private void copy(String table, String sale) {
    String name = "bench." + table.replace('.', '_').replace("\"", "");
    jdbc.sql(
            """
            DROP TABLE IF EXISTS {copy}, {copy}_sample;
            CREATE TABLE {copy}_sample AS SELECT * FROM {table} WHERE xmin::text = '{sale}';
            CREATE TABLE {copy} (LIKE {table})
            """
                .replace("{copy}", name)
                .replace("{table}", table)
                .replace("{sale}", sale))
        .update();
    List<String> indexes =
        jdbc.sql(
                """
                SELECT regexp_replace(pg_get_indexdef(indexrelid),
                                      '^CREATE (UNIQUE )?INDEX \\S+ ON \\S+', '')
                FROM pg_index WHERE indrelid = ?::regclass
                """)
            .param(table)
            .query((row, number) -> row.getString(1))
            .list();
    indexes.forEach(index -> jdbc.sql("CREATE INDEX ON " + name + index).update());
    inserts.add("INSERT INTO %s SELECT * FROM %s_sample".formatted(name, name));
  }

  @Override
  public void close() {
    pool.close();
  }
}
