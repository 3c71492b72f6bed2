package io.shanmen.server.audit;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links waiting entries into the chain, in sets and in the order of their numbers. It runs after
 * the transactions that wrote them, so that no sale waits for the sale before it.
 */
@Component
class Chainer {

  static final int SET_LIMIT_ENTRIES = 2_000;

  /** Any number that no other advisory lock uses: one chainer links at a time. */
  private static final long LOCK = 0x5348_414E_4155_4449L;

  private static final String NEXT_SET =
      """
      SELECT %s
      FROM audit.unchained AS waiting JOIN audit.entry AS e USING (entry_id)
      ORDER BY e.entry_id
      LIMIT ?
      """
          .formatted(AuditRecords.COLUMNS);

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  Chainer(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** The end of the chain: how many entries it links, and the hash that seals them all. */
  record Head(long sequence, byte[] chainHash) {
    static final Head START = new Head(0, ChainHash.START);
  }

  /**
   * Links one set.
   *
   * @return how many entries it linked; less than the limit means that none are left
   */
  @Transactional
  public int linkNextSet() {
    jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query((row, number) -> 0).single();
    List<AuditRecord> set =
        jdbc.sql(NEXT_SET).param(SET_LIMIT_ENTRIES).query(AuditRecords::row).list();
    if (!set.isEmpty()) {
      link(head(), set);
    }
    return set.size();
  }

  Head head() {
    return jdbc.sql("SELECT sequence, chain_hash FROM audit.link ORDER BY sequence DESC LIMIT 1")
        .query((row, number) -> new Head(row.getLong("sequence"), row.getBytes("chain_hash")))
        .optional()
        .orElse(Head.START);
  }

  private void link(Head head, List<AuditRecord> set) {
    List<Long> sequences = new ArrayList<>();
    byte[][] entryHashes = new byte[set.size()][];
    byte[][] chainHashes = new byte[set.size()][];
    byte[] chainHash = head.chainHash();
    for (int i = 0; i < set.size(); i++) {
      long sequence = head.sequence() + 1 + i;
      sequences.add(sequence);
      entryHashes[i] = ChainHash.ofEntry(set.get(i));
      chainHash = ChainHash.ofLink(chainHash, sequence, entryHashes[i]);
      chainHashes[i] = chainHash;
    }
    template.update(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(
                  """
                  WITH linked AS (
                    INSERT INTO audit.link (sequence, entry_id, entry_hash, chain_hash)
                    SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bytea[], ?::bytea[])
                    RETURNING entry_id
                  )
                  DELETE FROM audit.unchained WHERE entry_id IN (SELECT entry_id FROM linked)
                  """);
          statement.setArray(1, connection.createArrayOf("bigint", sequences.toArray()));
          statement.setArray(
              2,
              connection.createArrayOf("bigint", set.stream().map(AuditRecord::entryId).toArray()));
          statement.setArray(3, connection.createArrayOf("bytea", entryHashes));
          statement.setArray(4, connection.createArrayOf("bytea", chainHashes));
          return statement;
        });
  }
}
