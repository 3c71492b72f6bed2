package io.shanmen.server.audit;

import io.shanmen.server.audit.AuditVerdict.Damage;
import io.shanmen.server.audit.AuditVerdict.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the whole log and recomputes its chain: finds entries that were altered, removed, put in
 * another order or slipped in, and a chain that was rewritten or cut off since it was remembered
 * outside the database. It only reads, and needs no server running: a command can do it too.
 */
public final class AuditVerification {

  private static final int PAGE_LIMIT_LINKS = 5_000;

  private static final String PAGE =
      """
      SELECT l.sequence, l.entry_id AS linked_entry_id, l.entry_hash, l.chain_hash, %s
      FROM audit.link AS l LEFT JOIN audit.entry AS e USING (entry_id)
      WHERE l.sequence > ?
      ORDER BY l.sequence
      LIMIT ?
      """
          .formatted(AuditRecords.COLUMNS);

  private static final String SLIPPED_IN =
      """
      SELECT e.entry_id
      FROM audit.entry AS e
      WHERE NOT EXISTS (SELECT FROM audit.link AS l WHERE l.entry_id = e.entry_id)
        AND NOT EXISTS (SELECT FROM audit.unchained AS u WHERE u.entry_id = e.entry_id)
      ORDER BY e.entry_id
      LIMIT ?
      """;

  private static final String WAITING_BUT_GONE =
      """
      SELECT u.entry_id
      FROM audit.unchained AS u
      WHERE NOT EXISTS (SELECT FROM audit.entry AS e WHERE e.entry_id = u.entry_id)
      ORDER BY u.entry_id
      LIMIT ?
      """;

  private final JdbcClient jdbc;
  private final Anchors anchors;

  AuditVerification(JdbcClient jdbc, Anchors anchors) {
    this.jdbc = jdbc;
    this.anchors = anchors;
  }

  private record Link(
      long sequence,
      long entryId,
      byte[] entryHash,
      byte[] chainHash,
      @Nullable AuditRecord entry) {}

  /** Verifies the log from its first entry. */
  public AuditVerdict verify() {
    // Read before the chain: anchors written meanwhile would lie beyond what was read.
    Map<Long, byte[]> remembered = new HashMap<>();
    anchors.all().forEach(anchor -> remembered.put(anchor.sequence(), anchor.chainHash()));
    long anchorCount = remembered.size();
    List<Finding> findings = new ArrayList<>();
    Walk walk = new Walk(remembered, findings);
    List<Link> page;
    do {
      page = page(walk.sequence);
      page.forEach(walk::step);
    } while (page.size() == PAGE_LIMIT_LINKS);
    remembered.keySet().stream()
        .sorted()
        .forEach(sequence -> findings.add(new Finding(Damage.MISSING, sequence, null)));
    strays(SLIPPED_IN, Damage.SLIPPED_IN, findings);
    strays(WAITING_BUT_GONE, Damage.MISSING, findings);
    return new AuditVerdict(
        walk.count,
        waiting(),
        anchorCount,
        findings.subList(0, Math.min(findings.size(), AuditVerdict.FINDING_LIMIT)));
  }

  /** One walk along the chain; what has been passed is taken out of {@code remembered}. */
  private static final class Walk {
    private final Map<Long, byte[]> remembered;
    private final List<Finding> findings;
    private long count;
    private long sequence;
    private byte[] chainHash = ChainHash.START;

    Walk(Map<Long, byte[]> remembered, List<Finding> findings) {
      this.remembered = remembered;
      this.findings = findings;
    }

    void step(Link link) {
      if (link.sequence() != sequence + 1) {
        find(Damage.MISSING, sequence + 1, null);
      } else if (!Arrays.equals(
          link.chainHash(), ChainHash.ofLink(chainHash, link.sequence(), link.entryHash()))) {
        find(Damage.REORDERED, link.sequence(), link.entryId());
      }
      AuditRecord entry = link.entry();
      if (entry == null) {
        find(Damage.MISSING, link.sequence(), link.entryId());
      } else if (!Arrays.equals(link.entryHash(), ChainHash.ofEntry(entry))) {
        find(Damage.ALTERED, link.sequence(), link.entryId());
      }
      byte[] anchored = remembered.remove(link.sequence());
      if (anchored != null && !Arrays.equals(anchored, link.chainHash())) {
        find(Damage.REWRITTEN, link.sequence(), link.entryId());
      }
      count++;
      sequence = link.sequence();
      // Going on from what the link says, not from what it should say, finds each damage once.
      chainHash = link.chainHash();
    }

    private void find(Damage damage, long at, @Nullable Long entryId) {
      if (findings.size() < AuditVerdict.FINDING_LIMIT) {
        findings.add(new Finding(damage, at, entryId));
      }
    }
  }

  private List<Link> page(long afterSequence) {
    return jdbc.sql(PAGE)
        .params(afterSequence, PAGE_LIMIT_LINKS)
        .query(
            (row, number) -> {
              row.getLong("entry_id");
              boolean gone = row.wasNull();
              return new Link(
                  row.getLong("sequence"),
                  row.getLong("linked_entry_id"),
                  row.getBytes("entry_hash"),
                  row.getBytes("chain_hash"),
                  gone ? null : AuditRecords.row(row, number));
            })
        .list();
  }

  private void strays(String sql, Damage damage, List<Finding> findings) {
    jdbc.sql(sql)
        .param(AuditVerdict.FINDING_LIMIT)
        .query((row, number) -> row.getLong("entry_id"))
        .list()
        .forEach(entryId -> findings.add(new Finding(damage, 0, entryId)));
  }

  private long waiting() {
    return jdbc.sql("SELECT count(*) FROM audit.unchained")
        .query((row, number) -> row.getLong(1))
        .single();
  }
}
