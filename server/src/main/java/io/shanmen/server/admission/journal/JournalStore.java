package io.shanmen.server.admission.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of journals. */
@Component
class JournalStore {

  /** A journal and how far it is. */
  record Head(
      UUID journalId,
      UUID gateId,
      long storedSeq,
      long ackSeq,
      byte[] lastHash,
      @Nullable Long brokenSeq) {}

  /** An entry as it is stored. */
  record Stored(long seq, byte[] hash, String kind, @Nullable UUID requestId, String text) {}

  /** A conflict that a passage of the journal made or lost. */
  record Found(
      UUID requestId,
      int nth,
      String kind,
      @Nullable Long ticketNo,
      @Nullable Integer otherGateNo,
      @Nullable Instant otherAt) {}

  private final JdbcClient jdbc;

  JournalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The journal's head, locked until the end of the transaction; made where it is new. */
  Head lock(UUID journalId, UUID gateId) {
    jdbc.sql(
            """
            INSERT INTO admission.journal (journal_id, gate_id, last_hash) VALUES (?, ?, ?)
            ON CONFLICT (journal_id) DO NOTHING
            """)
        .params(journalId, gateId, new byte[JournalChain.HASH_BYTES])
        .update();
    return jdbc.sql(
            """
            SELECT journal_id, gate_id, stored_seq, ack_seq, last_hash, broken_seq
            FROM admission.journal WHERE journal_id = ? FOR UPDATE
            """)
        .param(journalId)
        .query(JournalStore::head)
        .single();
  }

  /** Entries with these numbers that are stored already. */
  Map<Long, Stored> stored(UUID journalId, long from, long to) {
    return jdbc
        .sql(
            """
            SELECT seq, hash, kind, request_id, text FROM admission.journal_entry
            WHERE journal_id = ? AND seq BETWEEN ? AND ? ORDER BY seq
            """)
        .params(journalId, from, to)
        .query(JournalStore::entry)
        .list()
        .stream()
        .collect(Collectors.toMap(Stored::seq, entry -> entry));
  }

  /**
   * The entries by which these presentations were admitted: in this journal, else in the one before
   * that ended while somebody stood in the lane.
   */
  List<Stored> admissions(UUID journalId, Collection<UUID> requestIds) {
    return jdbc.sql(
            """
            SELECT DISTINCT ON (request_id) seq, hash, kind, request_id, text
            FROM admission.journal_entry
            WHERE request_id = ANY(?) AND kind = 'ADMITTED'
            ORDER BY request_id, journal_id = ? DESC, received_at
            """)
        .params(requestIds.toArray(UUID[]::new), journalId)
        .query(JournalStore::entry)
        .list();
  }

  /**
   * Which of these belong to other gates: whom the presentation was asked by, whom the order to
   * open was for, or who told of a passage under it first.
   */
  Set<UUID> ofOtherGates(UUID gateId, Collection<UUID> ids) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT told.id FROM unnest(?::uuid[]) AS told (id)
                LEFT JOIN admission.presentation s ON s.request_id = told.id
                LEFT JOIN admission.manual_release m ON m.order_id = told.id
                LEFT JOIN LATERAL (
                  SELECT gate_id FROM admission.passage
                  WHERE request_id = told.id ORDER BY received_at, nth LIMIT 1) p ON true
                WHERE coalesce(s.gate_id, m.gate_id, p.gate_id) <> ?
                """)
            .params(ids.toArray(UUID[]::new), gateId)
            .query(UUID.class)
            .list());
  }

  boolean isBooked(UUID requestId, int nth) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT 1 FROM admission.passage WHERE request_id = ? AND nth = ?)")
        .params(requestId, nth)
        .query(Boolean.class)
        .single();
  }

  void append(UUID journalId, List<Stored> entries, Instant receivedAt) {
    jdbc.sql(
            """
            INSERT INTO admission.journal_entry
              (journal_id, seq, hash, kind, request_id, text, received_at)
            SELECT ?::uuid, u.seq, u.hash, u.kind, u.request_id, u.text, ?::timestamptz
            FROM unnest(?::bigint[], ?::bytea[], ?::text[], ?::uuid[], ?::text[])
              AS u (seq, hash, kind, request_id, text)
            """)
        .params(
            journalId,
            Timestamp.from(receivedAt),
            entries.stream().map(Stored::seq).toArray(Long[]::new),
            entries.stream().map(Stored::hash).toArray(byte[][]::new),
            entries.stream().map(Stored::kind).toArray(String[]::new),
            entries.stream().map(Stored::requestId).toArray(UUID[]::new),
            entries.stream().map(Stored::text).toArray(String[]::new))
        .update();
    Stored last = entries.getLast();
    jdbc.sql("UPDATE admission.journal SET stored_seq = ?, last_hash = ? WHERE journal_id = ?")
        .params(last.seq(), last.hash(), journalId)
        .update();
  }

  void acknowledge(UUID journalId, long seq) {
    jdbc.sql("UPDATE admission.journal SET ack_seq = greatest(ack_seq, ?) WHERE journal_id = ?")
        .params(seq, journalId)
        .update();
  }

  void breakAt(UUID journalId, long seq, Instant at) {
    jdbc.sql("UPDATE admission.journal SET broken_at = ?, broken_seq = ? WHERE journal_id = ?")
        .params(Timestamp.from(at), seq, journalId)
        .update();
  }

  /** The conflicts that these presentations are part of as the later side. */
  List<Found> conflicts(Collection<UUID> requestIds) {
    return jdbc.sql(
            """
            SELECT c.request_id, c.nth, c.kind, c.ticket_no, p.gate_no, p.passed_at
            FROM admission.conflict c
            LEFT JOIN admission.passage p
              ON p.request_id = c.other_request AND p.nth = c.other_nth
            WHERE c.request_id = ANY(?) ORDER BY c.request_id, c.nth
            """)
        .param(requestIds.toArray(UUID[]::new))
        .query(JournalStore::found)
        .list();
  }

  private static Head head(ResultSet row, int number) throws SQLException {
    return new Head(
        row.getObject("journal_id", UUID.class),
        row.getObject("gate_id", UUID.class),
        row.getLong("stored_seq"),
        row.getLong("ack_seq"),
        row.getBytes("last_hash"),
        row.getObject("broken_seq", Long.class));
  }

  private static Stored entry(ResultSet row, int number) throws SQLException {
    return new Stored(
        row.getLong("seq"),
        row.getBytes("hash"),
        row.getString("kind"),
        row.getObject("request_id", UUID.class),
        row.getString("text"));
  }

  private static Found found(ResultSet row, int number) throws SQLException {
    Timestamp at = row.getTimestamp("passed_at");
    return new Found(
        row.getObject("request_id", UUID.class),
        row.getInt("nth"),
        row.getString("kind"),
        row.getObject("ticket_no", Long.class),
        row.getObject("gate_no", Integer.class),
        at == null ? null : at.toInstant());
  }
}
