package io.shanmen.gate.store;

import io.shanmen.gate.store.JournalEvent.Admission;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Reservation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What this gate did, written before it acts: numbered without gaps, chained by hashes, on the disk
 * when {@link #append} returns (R87). Safe for several threads.
 */
public final class Journal implements AutoCloseable {
  /** The most entries that the server takes in one upload. */
  public static final int UPLOAD_LIMIT_ENTRIES = 500;

  /** Uploaded entries are kept this long for people who come to look. */
  private static final long KEPT_DAYS = 40;

  private static final String FILE = "journal.db";
  private static final int HASH_BYTES = 32;

  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS journal (id TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS entry (
        seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS broken_entry (
        journal_id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, hash TEXT NOT NULL,
        text TEXT NOT NULL, PRIMARY KEY (journal_id, seq));
      CREATE TABLE IF NOT EXISTS presentation (
        request_id TEXT PRIMARY KEY, ticket_no INTEGER NOT NULL, passage TEXT NOT NULL,
        people INTEGER NOT NULL, gate_no INTEGER NOT NULL, checkpoint_no INTEGER NOT NULL,
        counter_before INTEGER NOT NULL, admitted_at INTEGER NOT NULL,
        passed INTEGER NOT NULL DEFAULT 0, closed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS presentation_ticket ON presentation (ticket_no);
      CREATE INDEX IF NOT EXISTS presentation_open ON presentation (closed) WHERE closed = 0;
      CREATE TABLE IF NOT EXISTS told_until (
        request_id TEXT PRIMARY KEY, ticket_no INTEGER NOT NULL, last_seq INTEGER NOT NULL)
        WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS told_until_ticket ON told_until (ticket_no);
      CREATE TABLE IF NOT EXISTS obeyed_order (order_id TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS passed (
        request_id TEXT NOT NULL, nth INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (request_id, nth)) WITHOUT ROWID;
      """;

  /** An entry as it is uploaded. */
  public record Entry(long seq, String hash, String text) {}

  private static final Database.Row<Entry> ENTRY =
      row -> new Entry(row.getLong(1), row.getString(2), row.getString(3));

  /**
   * A presentation that was admitted and not closed before the program ended.
   *
   * @param counterBefore the board's counter before it opened
   * @param admittedAt when, to the millisecond
   */
  public record Unfinished(
      UUID requestId,
      PassageKind passage,
      int people,
      int passed,
      int counterBefore,
      Instant admittedAt) {}

  private final Supplier<UUID> ids;
  private final Database database;
  private UUID id;
  private long lastSeq;
  private byte[] lastHash;

  private Journal(Path folder, Supplier<UUID> ids) {
    this.ids = ids;
    this.database =
        Database.openOrReplace(
            folder.resolve(FILE),
            true,
            SCHEMA,
            file -> {
              var _ = idOf(file);
              var _ = lastOf(file);
              var _ = unfinishedOf(file);
            });
    this.id = idOf(database).orElseGet(this::begin);
    Optional<Entry> last = lastOf(database);
    this.lastSeq = last.map(Entry::seq).orElse(0L);
    this.lastHash =
        last.map(entry -> HexFormat.of().parseHex(entry.hash())).orElse(new byte[HASH_BYTES]);
  }

  private UUID begin() {
    UUID fresh = ids.get();
    database.change("INSERT INTO journal (id) VALUES (?)", fresh.toString());
    return fresh;
  }

  private static Optional<UUID> idOf(Database file) {
    return file.first("SELECT id FROM journal", row -> UUID.fromString(row.getString(1)));
  }

  private static Optional<Entry> lastOf(Database file) {
    return file.first("SELECT seq, hash, text FROM entry ORDER BY seq DESC LIMIT 1", ENTRY);
  }

  /** Opens the journal in this folder, or begins one. */
  public static Journal open(Path folder, Supplier<UUID> ids) {
    return new Journal(folder, ids);
  }

  /** The journal's own id: a replaced gate begins a new one. */
  public synchronized UUID id() {
    return id;
  }

  public synchronized long lastSeq() {
    return lastSeq;
  }

  /** Writes an event; it is on the disk when this returns. */
  public synchronized void append(Instant at, JournalEvent event) {
    long seq = lastSeq + 1;
    String text = JournalText.of(seq, at, event);
    byte[] hash = hash(lastHash, text);
    database.inTransaction(
        () -> {
          database.change(
              "INSERT INTO entry (seq, at, hash, text) VALUES (?, ?, ?, ?)",
              seq,
              at.toEpochMilli(),
              HexFormat.of().formatHex(hash),
              text);
          index(seq, at, event);
          return seq;
        });
    lastSeq = seq;
    lastHash = hash;
  }

  private void index(long seq, Instant at, JournalEvent event) {
    switch (event) {
      case JournalEvent.Admitted admitted -> {
        indexAdmission(at, admitted);
        database.change(
            "INSERT INTO told_until (request_id, ticket_no, last_seq) VALUES (?, ?, ?)",
            admitted.admission().requestId().toString(),
            admitted.admission().ticket().number(),
            seq);
      }
      case JournalEvent.Passed passed -> {
        database.change(
            "INSERT OR IGNORE INTO passed (request_id, nth, at) VALUES (?, ?, ?)",
            passed.requestId().toString(),
            passed.nth(),
            at.toEpochMilli());
        database.change(
            "UPDATE presentation SET passed = max(passed, ?) WHERE request_id = ?",
            passed.nth(),
            passed.requestId().toString());
        toldMore(seq, passed.requestId());
      }
      case JournalEvent.Closed closed -> {
        database.change(
            "UPDATE presentation SET closed = 1 WHERE request_id = ?",
            closed.requestId().toString());
        toldMore(seq, closed.requestId());
      }
      case JournalEvent.Started _,
          JournalEvent.Refused _,
          JournalEvent.ManualPassed _,
          JournalEvent.UnticketedPassed _,
          JournalEvent.ExitPassed _,
          JournalEvent.ModeChanged _,
          JournalEvent.Fault _,
          JournalEvent.ClockSet _ -> {}
    }
  }

  private void toldMore(long seq, UUID requestId) {
    database.change(
        "UPDATE told_until SET last_seq = ? WHERE request_id = ?", seq, requestId.toString());
  }

  private void indexAdmission(Instant at, JournalEvent.Admitted admitted) {
    Admission admission = admitted.admission();
    database.change(
        """
        INSERT INTO presentation (request_id, ticket_no, passage, people, gate_no, checkpoint_no,
          counter_before, admitted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        admission.requestId().toString(),
        admission.ticket().number(),
        admission.passage().name(),
        admission.people(),
        admitted.place().gateNo(),
        admitted.place().checkpoint(),
        admitted.counterBefore(),
        at.toEpochMilli());
  }

  /** The oldest entries after this number, as many as fit into an upload. */
  public synchronized List<Entry> after(long seq) {
    return database.list(
        "SELECT seq, hash, text FROM entry WHERE seq > ? ORDER BY seq LIMIT ?",
        ENTRY,
        seq,
        UPLOAD_LIMIT_ENTRIES);
  }

  /** Whether this entry is kept. */
  public synchronized boolean has(long seq) {
    return database
        .first("SELECT 1 FROM entry WHERE seq = ?", row -> row.getInt(1), seq)
        .isPresent();
  }

  /** What was admitted and not closed: to be settled after a crash. */
  public synchronized List<Unfinished> unfinished() {
    return unfinishedOf(database);
  }

  private static List<Unfinished> unfinishedOf(Database file) {
    return file.list(
        """
        SELECT request_id, passage, people, passed, counter_before, admitted_at FROM presentation
        WHERE closed = 0 ORDER BY admitted_at
        """,
        row ->
            new Unfinished(
                UUID.fromString(row.getString(1)),
                PassageKind.valueOf(row.getString(2)),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                Instant.ofEpochMilli(row.getLong(6))));
  }

  /** People of this ticket who passed here. */
  public synchronized List<Passage> passages(long ticketNo) {
    return database.list(
        """
        SELECT p.request_id, d.nth, p.passage, p.gate_no, p.checkpoint_no, d.at
        FROM presentation p JOIN passed d ON d.request_id = p.request_id
        WHERE p.ticket_no = ? ORDER BY d.at, d.nth
        """,
        Journal::passage,
        ticketNo);
  }

  /** People of this ticket who were admitted here and have not passed yet. */
  public synchronized List<Reservation> reservations(long ticketNo) {
    return database.list(
        """
        SELECT request_id, passage, gate_no, checkpoint_no, people - passed, admitted_at
        FROM presentation WHERE ticket_no = ? AND closed = 0 AND people > passed
        ORDER BY admitted_at
        """,
        row ->
            new Reservation(
                UUID.fromString(row.getString(1)),
                PassageKind.valueOf(row.getString(2)),
                new Place(row.getInt(3), row.getInt(4)),
                row.getInt(5),
                Instant.ofEpochMilli(row.getLong(6))),
        ticketNo);
  }

  /**
   * Whether somebody was let in on this ticket of whom a server that has the journal up to this
   * entry does not know, or not what came of it.
   */
  public synchronized boolean hasNewsOf(long ticketNo, long afterSeq) {
    return database
        .first(
            "SELECT 1 FROM told_until WHERE ticket_no = ? AND last_seq > ?",
            row -> row.getInt(1),
            ticketNo,
            afterSeq)
        .isPresent();
  }

  /** Forgets what was uploaded long ago; the last entry stays, since the chain goes on from it. */
  public synchronized void prune(long uploadedSeq, Instant now) {
    long old = now.toEpochMilli() - KEPT_DAYS * 24 * 60 * 60 * 1_000;
    long before =
        database
            .first(
                "SELECT at FROM entry WHERE seq > ? ORDER BY seq LIMIT 1",
                row -> row.getLong(1),
                uploadedSeq)
            .map(waiting -> Math.min(waiting, old))
            .orElse(old);
    database.inTransaction(
        () -> {
          for (String table : List.of("passed", "told_until")) {
            database.change(
                String.format(
                    Locale.ROOT,
                    "DELETE FROM %s WHERE request_id IN"
                        + " (SELECT request_id FROM presentation WHERE closed = 1"
                        + " AND admitted_at < ?)",
                    table),
                before);
          }
          database.change("DELETE FROM presentation WHERE closed = 1 AND admitted_at < ?", before);
          return database.change(
              "DELETE FROM entry WHERE seq <= ? AND seq < ? AND at < ?", uploadedSeq, lastSeq, old);
        });
  }

  /**
   * Sets this journal's entries aside, because the server does not accept their chain, and begins a
   * new journal with those that the server has not got: whatever happened to the chain, the people
   * have passed. The old ones stay in the file for those who want to know why.
   *
   * @param acknowledged up to which entry the server has the old journal
   */
  public synchronized void beginAnew(long acknowledged) {
    UUID fresh = ids.get();
    byte[] head = new byte[HASH_BYTES];
    List<Entry> renewed = new ArrayList<>();
    List<Entry> carried =
        database.list(
            "SELECT seq, hash, text FROM entry WHERE seq > ? ORDER BY seq", ENTRY, acknowledged);
    for (Entry old : carried) {
      long seq = renewed.size() + 1L;
      String text = JournalText.renumbered(old.text(), seq);
      head = hash(head, text);
      renewed.add(new Entry(seq, HexFormat.of().formatHex(head), text));
    }
    database.inTransaction(
        () -> {
          database.change(
              "INSERT INTO broken_entry SELECT j.id, e.seq, e.at, e.hash, e.text"
                  + " FROM entry e, journal j");
          database.change("DELETE FROM entry");
          for (int i = 0; i < renewed.size(); i++) {
            Entry entry = renewed.get(i);
            database.change(
                "INSERT INTO entry (seq, at, hash, text) SELECT ?, at, ?, ? FROM broken_entry"
                    + " WHERE journal_id = (SELECT id FROM journal) AND seq = ?",
                entry.seq(),
                entry.hash(),
                entry.text(),
                carried.get(i).seq());
          }
          long gone = carried.isEmpty() ? lastSeq : carried.getFirst().seq() - 1;
          database.change("UPDATE told_until SET last_seq = max(0, last_seq - ?)", gone);
          return database.change("UPDATE journal SET id = ?", fresh.toString());
        });
    id = fresh;
    lastSeq = renewed.size();
    lastHash = head;
  }

  /**
   * Takes up an order to let people through. It is on the disk when this returns, so that no crash
   * repeats it.
   *
   * @return whether it is new; an order is obeyed once
   */
  public synchronized boolean obey(UUID orderId) {
    boolean known =
        database
            .first(
                "SELECT 1 FROM obeyed_order WHERE order_id = ?",
                row -> row.getInt(1),
                orderId.toString())
            .isPresent();
    return !known
        && database.change("INSERT INTO obeyed_order (order_id) VALUES (?)", orderId.toString())
            == 1;
  }

  /** When the last entry was written, nothing where there is none. */
  public synchronized Optional<Instant> lastAt() {
    return database.first(
        "SELECT at FROM entry ORDER BY seq DESC LIMIT 1",
        row -> Instant.ofEpochMilli(row.getLong(1)));
  }

  private static Passage passage(ResultSet row) throws SQLException {
    return new Passage(
        UUID.fromString(row.getString(1)),
        row.getInt(2),
        PassageKind.valueOf(row.getString(3)),
        new Place(row.getInt(4), row.getInt(5)),
        Instant.ofEpochMilli(row.getLong(6)));
  }

  /** SHA-256 of the previous hash and the text. */
  static byte[] hash(byte[] previous, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous);
      return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() {
    database.close();
  }
}
