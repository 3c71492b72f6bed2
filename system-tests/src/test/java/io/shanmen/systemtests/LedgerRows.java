package io.shanmen.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** The ledger's own rows, read past the server: what the reports must agree with. */
final class LedgerRows {

  private LedgerRows() {}

  /**
   * What was moved for each reason, in minor units.
   *
   * @param server the server's data folder, with its PostgreSQL
   */
  static Map<String, Long> byReason(Path server) throws IOException, SQLException {
    Path postgres = server.resolve("postgres");
    String address =
        "jdbc:postgresql://127.0.0.1:" + Files.readString(postgres.resolve("port")).strip();
    String password = Files.readString(postgres.resolve("password")).strip();
    Map<String, Long> sums = new TreeMap<>();
    try (Connection database =
            DriverManager.getConnection(address + "/shanmen", "shanmen", password);
        Statement query = database.createStatement();
        ResultSet rows =
            query.executeQuery(
                """
                SELECT reason, sum(amount_minor) FROM ledger.transfer
                WHERE type IN ('MOVE', 'POST') GROUP BY reason
                """)) {
      while (rows.next()) {
        sums.put(rows.getString(1), rows.getLong(2));
      }
    }
    return sums;
  }
}
