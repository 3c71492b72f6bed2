package io.shanmen.server.admission.journal;

import io.shanmen.kernel.admission.Direction;
import io.shanmen.server.admission.PassageSort;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.passage.Command;
import io.shanmen.server.admission.passage.Presentations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns journal entries into bookings. What concerns one ticket is booked in its order; different
 * tickets are booked side by side, so that they share sets.
 *
 * <p>A gate speaks of its own presentations only. What it tells under the id of another gate's is
 * kept, because somebody walked through it, but under an id of its own: else it would stand where
 * the other's passage belongs, and that one would never be counted.
 */
@Component
class JournalMerge {

  private static final Logger log = LoggerFactory.getLogger(JournalMerge.class);

  private final JournalStore store;
  private final Presentations presentations;
  private final JsonMapper json;

  JournalMerge(JournalStore store, Presentations presentations, JsonMapper json) {
    this.store = store;
    this.presentations = presentations;
    this.json = json;
  }

  void merge(Gate gate, UUID journalId, List<JournalEntry> told) {
    UnaryOperator<UUID> own = ownIds(gate, told);
    List<JournalEntry> entries =
        told.stream()
            .filter(entry -> !isBooked(entry, own))
            .map(entry -> entry.under(own))
            .toList();
    Map<UUID, JournalEntry> admissions = new HashMap<>();
    admissions(journalId, told).forEach((id, entry) -> admissions.put(own.apply(id), entry));
    Map<Object, List<Runnable>> work = new LinkedHashMap<>();
    for (JournalEntry entry : entries) {
      booking(gate, journalId, entry, admissions)
          .forEach(
              (key, booking) -> work.computeIfAbsent(key, k -> new ArrayList<>()).add(booking));
    }
    together(work.values().stream().map(JournalMerge::oneAfterAnother).toList());
  }

  /** Changes ids that belong to other gates into such as are this gate's alone. */
  private UnaryOperator<UUID> ownIds(Gate gate, List<JournalEntry> told) {
    List<UUID> ids =
        told.stream()
            .flatMap(entry -> Stream.of(entry.requestId(), entry.orderId()))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    Set<UUID> others = ids.isEmpty() ? Set.of() : store.ofOtherGates(gate.id(), ids);
    others.forEach(id -> log.warn("gate {} tells of presentation {} of another", gate.no(), id));
    return id -> others.contains(id) ? named(gate.id() + "/" + id) : id;
  }

  /** Of another gate's presentation, and known: a replaced gate repeats what it had told before. */
  private boolean isBooked(JournalEntry entry, UnaryOperator<UUID> own) {
    UUID id = entry.orderId() == null ? entry.requestId() : entry.orderId();
    Integer nth = entry.nth();
    return id != null && nth != null && !own.apply(id).equals(id) && store.isBooked(id, nth);
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** What this entry books, under the key within which order matters; nothing for most kinds. */
  private Map<Object, Runnable> booking(
      Gate gate, UUID journalId, JournalEntry entry, Map<UUID, JournalEntry> admissions) {
    Instant at = entry.at();
    String kind = entry.kind();
    if (at == null || kind == null) {
      log.warn("journal {}: entry {} cannot be read", journalId, entry.seq());
      return Map.of();
    }
    return switch (kind) {
      case "PASSED" -> passed(gate, journalId, entry, admissions);
      case "CLOSED" -> closed(gate, entry, admissions);
      case "MANUAL_PASSED" -> one(count(gate, journalId, entry, PassageSort.MANUAL));
      case "UNTICKETED_PASSED" ->
          one(
              count(
                  gate,
                  journalId,
                  entry,
                  entry.direction() == Direction.EXIT
                      ? PassageSort.UNTICKETED_OUT
                      : PassageSort.UNTICKETED_IN));
      case "EXIT_PASSED" -> one(count(gate, journalId, entry, PassageSort.EXIT_COUNTED));
      default -> Map.of();
    };
  }

  private Map<Object, Runnable> passed(
      Gate gate, UUID journalId, JournalEntry entry, Map<UUID, JournalEntry> admissions) {
    UUID requestId = entry.requestId();
    JournalEntry admitted = requestId == null ? null : admissions.get(requestId);
    Command.Merge merge = admitted == null ? null : merge(gate, entry, admitted);
    if (merge == null) {
      log.warn("journal {}: entry {} tells of nobody admitted", journalId, entry.seq());
      return Map.of();
    }
    return Map.of(merge.ticketNo(), () -> presentations.book(merge));
  }

  private static Command.@Nullable Merge merge(
      Gate gate, JournalEntry entry, JournalEntry admitted) {
    UUID requestId = entry.requestId();
    Long ticketNo = admitted.ticketNo();
    if (requestId == null
        || ticketNo == null
        || entry.at() == null
        || entry.nth() == null
        || admitted.passage() == null) {
      return null;
    }
    return new Command.Merge(
        requestId,
        gate,
        ticketNo,
        entry.nth(),
        admitted.passage(),
        Objects.requireNonNullElse(admitted.codeVersion(), 1),
        Objects.requireNonNullElse(admitted.productNo(), 0),
        entry.at());
  }

  private Map<Object, Runnable> closed(
      Gate gate, JournalEntry entry, Map<UUID, JournalEntry> admissions) {
    UUID requestId = entry.requestId();
    Instant at = entry.at();
    JournalEntry admitted = requestId == null ? null : admissions.get(requestId);
    if (requestId == null || at == null || admitted == null || admitted.ticketNo() == null) {
      return Map.of();
    }
    int passed = Objects.requireNonNullElse(entry.passed(), 0);
    return Map.of(admitted.ticketNo(), () -> presentations.close(requestId, gate, passed, at));
  }

  private static Command count(Gate gate, UUID journalId, JournalEntry entry, PassageSort sort) {
    UUID orderId = entry.orderId();
    UUID requestId = orderId != null ? orderId : named(journalId + "/" + entry.seq());
    int nth = orderId == null ? 1 : Objects.requireNonNullElse(entry.nth(), 1);
    return new Command.Count(
        requestId,
        gate,
        nth,
        sort,
        Objects.requireNonNull(entry.at(), "checked before"),
        entry.reason(),
        operator(entry.by()));
  }

  /** A gate repeats what it was told; older ones were told a name, which is nobody's id. */
  private static @Nullable UUID operator(@Nullable String by) {
    try {
      return by == null ? null : UUID.fromString(by);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private Map<Object, Runnable> one(Command count) {
    return Map.of(count.requestId(), () -> presentations.book(count));
  }

  /** Who was admitted under the presentations that these entries speak of. */
  private Map<UUID, JournalEntry> admissions(UUID journalId, List<JournalEntry> entries) {
    List<UUID> requests =
        entries.stream().map(JournalEntry::requestId).filter(Objects::nonNull).distinct().toList();
    Map<UUID, JournalEntry> admissions = new HashMap<>();
    if (!requests.isEmpty()) {
      store
          .admissions(journalId, requests)
          .forEach(
              stored ->
                  admissions.put(
                      Objects.requireNonNull(stored.requestId(), "asked for by it"),
                      json.readValue(stored.text(), JournalEntry.class)));
    }
    return admissions;
  }

  private static Callable<Void> oneAfterAnother(List<Runnable> bookings) {
    return () -> {
      bookings.forEach(Runnable::run);
      return null;
    };
  }

  private static void together(List<Callable<Void>> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while merging a journal", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a journal could not be merged", e.getCause());
    }
  }
}
