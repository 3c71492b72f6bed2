package io.shanmen.systemtests.kill;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.kernel.ticketcode.Base45;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.Suite;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Verifies every code that was handed out by the public keys that the database holds
 * (docs/protocols/ticket-code.md, section 3): an epoch that wrote a code must not be lost.
 */
final class SoldCodes {

  private static final int EPOCH_AT = 6;

  private SoldCodes() {}

  /** The codes that do not verify. */
  static List<String> notVerified(Connection database, List<Books.Sold> sales) throws SQLException {
    Map<Integer, Key> keys = keys(database);
    List<String> found = new ArrayList<>();
    for (Books.Sold sold : sales) {
      for (String text : sold.codes()) {
        byte[] code = Base45.decode(text).orElseThrow();
        int epoch = ByteBuffer.wrap(code).getShort(EPOCH_AT) & 0xffff;
        Key key = keys.get(epoch);
        if (key == null || !key.verifies(code)) {
          found.add(
              "a code of order %s under epoch %d does not verify".formatted(sold.orderId(), epoch));
        }
      }
    }
    return found;
  }

  private record Key(Suite suite, KeyMaterial verify) {

    boolean verifies(byte[] code) {
      int signatureAt = code.length - Suite.SIGNATURE_BYTES;
      return Ciphers.suites()
          .get(suite)
          .verify(
              verify,
              Arrays.copyOf(code, signatureAt),
              Arrays.copyOfRange(code, signatureAt, code.length));
    }
  }

  private static Map<Integer, Key> keys(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT epoch, suite, verify_key FROM ticketing.code_key WHERE state <> 'REVOKED'")) {
      Map<Integer, Key> keys = new HashMap<>();
      while (rows.next()) {
        keys.put(
            rows.getInt("epoch"),
            new Key(
                Suite.valueOf(rows.getString("suite")),
                KeyMaterial.of(rows.getBytes("verify_key"))));
      }
      return keys;
    }
  }
}
