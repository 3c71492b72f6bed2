package io.shanmen.server.ticketing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the database about keys, for whoever looks without the server. */
public final class KeyOverview {

  /**
   * One epoch.
   *
   * @param master where the master key lives that wraps what signs
   */
  public record Epoch(int epoch, String suite, String state, Instant since, String master) {}

  private KeyOverview() {}

  /** All epochs, the oldest first. */
  public static List<Epoch> in(DataSource database) {
    return JdbcClient.create(database)
        .sql(
            """
            SELECT epoch, suite, state, not_before, sign_master
            FROM ticketing.code_key ORDER BY epoch
            """)
        .query(
            (row, number) ->
                new Epoch(
                    row.getInt("epoch"),
                    row.getString("suite"),
                    row.getString("state"),
                    row.getObject("not_before", OffsetDateTime.class).toInstant(),
                    row.getString("sign_master")))
        .list();
  }
}
