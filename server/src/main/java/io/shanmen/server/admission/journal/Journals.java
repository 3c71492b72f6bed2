package io.shanmen.server.admission.journal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.admission.AdmissionProblem;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.journal.JournalStore.Head;
import io.shanmen.server.admission.journal.JournalStore.Stored;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the journals of gates. An upload is first checked against the chain and stored, then merged
 * entry by entry, then acknowledged; each of the three may be repeated without harm.
 */
@Component
public class Journals {

  /** The most entries of one upload. */
  public static final int UPLOAD_LIMIT_ENTRIES = 500;

  /** The longest entry. */
  public static final int ENTRY_LIMIT_CHARACTERS = 4_096;

  /** An entry as it comes: number, hash, and the text that the hash covers. */
  public record Uploaded(long seq, byte[] hash, String text) {}

  /**
   * What the gate is told.
   *
   * @param ackSeq everything up to here is stored and merged
   * @param conflicts of the passages in this upload
   */
  public record Acknowledged(long ackSeq, List<ConflictNote> conflicts) {}

  /**
   * A conflict of a passage.
   *
   * @param seq the entry
   * @param kind {@code DOUBLE_ENTRY}, {@code TICKET_NOT_VALID}, {@code UNKNOWN_TICKET}
   * @param otherGateNo where the passage was that keeps the use
   * @param otherAt when that was
   */
  public record ConflictNote(
      long seq,
      String kind,
      @Nullable Long ticketNo,
      @Nullable Integer otherGateNo,
      @Nullable Instant otherAt) {}

  private final JournalStore store;
  private final JournalMerge merge;
  private final Audit audit;
  private final InstantSource clock;
  private final JsonMapper json;
  private final TransactionTemplate transaction;

  Journals(
      JournalStore store,
      JournalMerge merge,
      Audit audit,
      InstantSource clock,
      JsonMapper json,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.merge = merge;
    this.audit = audit;
    this.clock = clock;
    this.json = json;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Takes an upload: oldest first, without gaps. Of a broken journal nothing more is taken, and its
   * gate is told up to where it was good, so that it repeats the rest and nobody twice.
   */
  public Outcome<Acknowledged> upload(Gate gate, UUID journalId, List<Uploaded> entries) {
    Outcome<Head> stored =
        Objects.requireNonNull(
            transaction.execute(status -> store(gate, journalId, entries)), "an outcome");
    return stored.then(
        head -> {
          Acknowledged done = mergeAndAcknowledge(gate, head, entries);
          Long brokenSeq = head.brokenSeq();
          return brokenSeq == null
              ? Outcome.done(done)
              : Outcome.refused(
                  AdmissionProblem.JOURNAL_BROKEN,
                  Map.of("seq", brokenSeq, "ackSeq", Math.min(done.ackSeq(), brokenSeq - 1)));
        });
  }

  private Outcome<Head> store(Gate gate, UUID journalId, List<Uploaded> entries) {
    Head head = store.lock(journalId, gate.id());
    if (!head.gateId().equals(gate.id())) {
      return Outcome.refused(AdmissionProblem.JOURNAL_OF_OTHER_GATE);
    }
    if (head.brokenSeq() != null || entries.isEmpty()) {
      return Outcome.done(head);
    }
    long first = entries.getFirst().seq();
    if (first > head.storedSeq() + 1) {
      return Outcome.refused(
          AdmissionProblem.JOURNAL_GAP, Map.of("expectedSeq", head.storedSeq() + 1));
    }
    Map<Long, Stored> known = store.stored(journalId, first, head.storedSeq());
    List<Stored> fresh = new ArrayList<>();
    byte[] previous = head.lastHash();
    long expected = first;
    for (Uploaded entry : entries) {
      if (entry.seq() != expected++) {
        return Outcome.refused(
            AdmissionProblem.JOURNAL_GAP, Map.of("expectedSeq", head.storedSeq() + 1));
      }
      Stored earlier = known.get(entry.seq());
      if (earlier == null) {
        byte[] hash = JournalChain.next(previous, entry.text());
        JournalEntry parsed = parse(entry.text());
        if (!MessageDigest.isEqual(hash, entry.hash()) || parsed.seq() != entry.seq()) {
          return Outcome.done(broken(gate, head, entry.seq()));
        }
        fresh.add(stored(entry, parsed));
        previous = hash;
      } else if (!MessageDigest.isEqual(earlier.hash(), entry.hash())) {
        return Outcome.done(broken(gate, head, entry.seq()));
      }
    }
    if (fresh.isEmpty()) {
      return Outcome.done(head);
    }
    store.append(journalId, fresh, clock.instant());
    return Outcome.done(
        new Head(journalId, gate.id(), fresh.getLast().seq(), head.ackSeq(), previous, null));
  }

  private Head broken(Gate gate, Head head, long seq) {
    store.breakAt(head.journalId(), seq, clock.instant());
    audit.record(
        AuditEntry.done(
                AuditActor.device(gate.id(), gate.name()),
                "admission.journal_broken",
                AuditSubject.of("journal", head.journalId()))
            .after(Map.of("seq", seq)));
    return new Head(
        head.journalId(), gate.id(), head.storedSeq(), head.ackSeq(), head.lastHash(), seq);
  }

  private Acknowledged mergeAndAcknowledge(Gate gate, Head head, List<Uploaded> uploaded) {
    TreeMap<Long, JournalEntry> entries = new TreeMap<>();
    store
        .stored(head.journalId(), head.ackSeq() + 1, head.storedSeq())
        .values()
        .forEach(entry -> entries.put(entry.seq(), parse(entry.text())));
    merge.merge(gate, head.journalId(), List.copyOf(entries.values()));
    transaction.executeWithoutResult(
        status -> store.acknowledge(head.journalId(), head.storedSeq()));
    return new Acknowledged(head.storedSeq(), conflicts(uploaded));
  }

  private List<ConflictNote> conflicts(List<Uploaded> uploaded) {
    List<JournalEntry> passages =
        uploaded.stream()
            .map(entry -> parse(entry.text()))
            .filter(entry -> "PASSED".equals(entry.kind()))
            .toList();
    if (passages.isEmpty()) {
      return List.of();
    }
    List<ConflictNote> notes = new ArrayList<>();
    List<UUID> requests =
        passages.stream().map(JournalEntry::requestId).filter(Objects::nonNull).toList();
    for (JournalStore.Found found : store.conflicts(requests)) {
      passages.stream()
          .filter(entry -> found.requestId().equals(entry.requestId()))
          .filter(entry -> entry.nth() != null && entry.nth() == found.nth())
          .forEach(
              entry ->
                  notes.add(
                      new ConflictNote(
                          entry.seq(),
                          found.kind(),
                          found.ticketNo(),
                          found.otherGateNo(),
                          found.otherAt())));
    }
    return notes;
  }

  private static Stored stored(Uploaded entry, JournalEntry parsed) {
    String kind = parsed.kind();
    return new Stored(
        entry.seq(), entry.hash(), kind == null ? "" : kind, parsed.requestId(), entry.text());
  }

  /** An entry that cannot be read is kept as it is, and tells nothing. */
  private JournalEntry parse(String text) {
    try {
      return json.readValue(text, JournalEntry.class);
    } catch (JacksonException e) {
      return new JournalEntry(
          seqOf(text),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
  }

  private long seqOf(String text) {
    try {
      return json.readTree(text).path("seq").asLong(-1);
    } catch (JacksonException e) {
      return -1;
    }
  }
}
