package io.shanmen.server.admission.passage;

import io.shanmen.kernel.admission.Decision;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Presentation;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.admission.Usage;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.server.admission.PassageSort;
import io.shanmen.server.admission.passage.ConflictStore.ConflictRow;
import io.shanmen.server.admission.passage.PassageRow.Conflict;
import io.shanmen.server.admission.passage.PassageStore.PassageId;
import io.shanmen.server.ticketing.TicketFacts;
import io.shanmen.server.ticketing.Tickets;
import io.shanmen.server.ticketing.UseOf;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Books passages that happened without a reservation (R86). Each is judged by the kernel's own
 * decision at its own time. One that would have been admitted takes a use; one that would not is
 * booked all the same, as a conflict. Of two that claim one use the first by device time has it.
 */
@Component
class Merging {

  /** A ticket that was copied a thousand times must not hold up everybody else's releases. */
  private static final int ACQUITTAL_LIMIT_PEOPLE = 100;

  private final PassageStore store;
  private final ConflictStore conflicts;
  private final Tickets tickets;
  private final Deciding deciding;
  private final Booking booking;

  Merging(
      PassageStore store,
      ConflictStore conflicts,
      Tickets tickets,
      Deciding deciding,
      Booking booking) {
    this.store = store;
    this.conflicts = conflicts;
    this.tickets = tickets;
    this.deciding = deciding;
    this.booking = booking;
  }

  /** What is to be booked for a set. */
  record Merged(
      List<Booking.Item> items, List<ConflictRow> conflicts, List<Booking.Item> changed) {}

  /** Judges passages; those that are booked already are left out. */
  Merged merge(List<Unreserved> passages) {
    Merged merged = new Merged(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Set<PassageId> booked = passages.isEmpty() ? Set.of() : store.booked(ids(passages));
    List<Unreserved> waiting =
        passages.stream().filter(one -> !booked.contains(id(one))).collect(Collectors.toList());
    // Persons of one ticket go one by one, because each changes what is left for the next.
    while (!waiting.isEmpty()) {
      List<Unreserved> round = new ArrayList<>();
      Set<Long> taken = new HashSet<>();
      waiting.removeIf(one -> taken.add(one.ticketNo()) && round.add(one));
      mergeRound(round, merged);
    }
    return merged;
  }

  /**
   * Judges double entries anew whose ticket has a use free again. Somebody who walked in while the
   * last use was reserved at another gate is one too many; when nobody comes on that reservation it
   * is that person's use, and not another one's who shows the ticket later.
   *
   * @return whose records changed
   */
  List<Booking.Item> acquit(Collection<Long> ticketNos) {
    List<PassageRow> lost =
        ticketNos.isEmpty()
            ? List.of()
            : conflicts.doubleEntries(ticketNos, ACQUITTAL_LIMIT_PEOPLE);
    List<Booking.Item> acquitted = new ArrayList<>();
    for (PassageRow row : lost) {
      long ticketNo = Objects.requireNonNull(row.ticketNo(), "looked for by it");
      TicketFacts ticket = tickets.factsFor(List.of(ticketNo)).get(ticketNo);
      Usage usage = store.known(List.of(ticketNo), List.of()).usage(ticketNo);
      if (ticket != null
          && isFirst(deciding.afterwards(entry(ticket), ticket, usage, place(row), row.passedAt()))
          && tickets.use(List.of(new UseOf(ticketNo, 1, row.passedAt()))).contains(ticketNo)) {
        conflicts.acquit(new PassageId(row.requestId(), row.nth()));
        acquitted.add(new Booking.Item(row.withConflict(null), keepUntil(ticket)));
      }
    }
    return acquitted;
  }

  private static boolean isFirst(Decision decision) {
    return decision instanceof Decision.Admit admit && admit.kind() == PassageKind.FIRST;
  }

  /** At most one passage of each ticket. */
  private void mergeRound(List<Unreserved> round, Merged merged) {
    List<Long> ticketNos = round.stream().map(Unreserved::ticketNo).toList();
    Map<Long, TicketFacts> facts = tickets.factsFor(ticketNos);
    Map<Long, Usage> usages = new HashMap<>(store.known(ticketNos, List.of()).usages());
    merged.items().stream()
        .map(Booking.Item::row)
        .filter(row -> row.conflict() == null)
        .forEach(
            row ->
                usages.computeIfPresent(
                    row.ticketNo() == null ? -1 : row.ticketNo(),
                    (no, usage) -> usage.with(passage(row))));
    // Whose use was taken in an earlier round has none left to be taken.
    Set<PassageId> lost =
        merged.conflicts().stream().map(ConflictRow::passage).collect(Collectors.toSet());
    usages.replaceAll((no, usage) -> without(usage, lost));
    Map<Unreserved, Decision> decisions = new HashMap<>();
    List<UseOf> uses = new ArrayList<>();
    for (Unreserved one : round) {
      TicketFacts ticket = facts.get(one.ticketNo());
      Usage usage = usages.getOrDefault(one.ticketNo(), Usage.NONE);
      Decision decision =
          deciding.afterwards(shown(one, ticket), ticket, usage, place(one), one.at());
      decisions.put(one, decision);
      if (kindOf(one, decision).filter(kind -> kind == PassageKind.FIRST).isPresent()) {
        uses.add(new UseOf(one.ticketNo(), 1, one.at()));
      }
    }
    Set<Long> used = uses.isEmpty() ? Set.of() : tickets.use(uses);
    for (Unreserved one : round) {
      TicketFacts ticket = facts.get(one.ticketNo());
      Optional<PassageKind> kind =
          kindOf(one, decisions.get(one))
              .filter(allowed -> allowed != PassageKind.FIRST || used.contains(one.ticketNo()));
      if (kind.isPresent()) {
        merged.items().add(item(one, kind.get(), null, ticket));
      } else {
        Usage usage = usages.getOrDefault(one.ticketNo(), Usage.NONE);
        contest(one, ticket, usage, conflictOf(decisions.get(one), ticket), merged);
      }
    }
  }

  /** What the passage is, if it would have been admitted. People may always leave. */
  private static Optional<PassageKind> kindOf(Unreserved one, @Nullable Decision decision) {
    return switch (decision) {
      case Decision.Admit admit -> Optional.of(admit.kind());
      case Decision.NeedsProof _ -> Optional.of(one.kind());
      case Decision.Refuse refuse ->
          one.kind() == PassageKind.EXIT && refuse.reason() != Reason.UNKNOWN_TICKET
              ? Optional.of(PassageKind.EXIT)
              : Optional.empty();
      case null -> Optional.empty();
    };
  }

  private static Conflict conflictOf(@Nullable Decision decision, @Nullable TicketFacts ticket) {
    if (ticket == null) {
      return Conflict.UNKNOWN_TICKET;
    }
    if (!(decision instanceof Decision.Refuse refuse)) {
      // The kernel would have admitted, but ticketing had no use to give.
      return ticket.state().isUsable() ? Conflict.DOUBLE_ENTRY : Conflict.TICKET_NOT_VALID;
    }
    return switch (refuse.reason().step()) {
      case COUNT, INTERVAL -> Conflict.DOUBLE_ENTRY;
      case CODE, STATE, DATE, WEEKDAY, SLOT, GATE, CAPACITY, PROOF -> Conflict.TICKET_NOT_VALID;
    };
  }

  /** Books a conflict on this passage, or on a later one whose use this one takes over. */
  private void contest(
      Unreserved one, @Nullable TicketFacts ticket, Usage usage, Conflict conflict, Merged merged) {
    Optional<Passage> loser =
        conflict == Conflict.DOUBLE_ENTRY && one.kind() != PassageKind.EXIT
            ? usage.passages().stream()
                .filter(passage -> passage.kind() == PassageKind.FIRST)
                .filter(passage -> passage.at().isAfter(one.at()))
                .filter(passage -> isAdmittedWithout(passage, one, ticket, usage))
                .max(Comparator.comparing(Passage::at))
            : Optional.empty();
    if (loser.isPresent()) {
      merged.items().add(item(one, PassageKind.FIRST, null, ticket));
      Passage later = loser.get();
      PassageId laterId = new PassageId(later.request(), later.nth());
      merged
          .conflicts()
          .add(
              new ConflictRow(
                  laterId, Conflict.DOUBLE_ENTRY, one.ticketNo(), id(one), state(ticket)));
      store
          .passages(List.of(laterId))
          .forEach(
              row ->
                  merged
                      .changed()
                      .add(new Booking.Item(row.withConflict(conflict), keepUntil(ticket))));
    } else {
      merged.items().add(item(one, one.kind(), conflict, ticket));
      merged
          .conflicts()
          .add(
              new ConflictRow(
                  id(one),
                  conflict,
                  one.ticketNo(),
                  conflict == Conflict.DOUBLE_ENTRY ? lastUse(usage) : null,
                  state(ticket)));
    }
  }

  /** Whether that passage is what stands in the way: on another day or elsewhere it may not be. */
  private boolean isAdmittedWithout(
      Passage passage, Unreserved one, @Nullable TicketFacts ticket, Usage usage) {
    Usage rest = without(usage, Set.of(new PassageId(passage.request(), passage.nth())));
    return deciding.afterwards(shown(one, ticket), ticket, rest, place(one), one.at())
        instanceof Decision.Admit;
  }

  private static Usage without(Usage usage, Set<PassageId> lost) {
    return new Usage(
        usage.passages().stream()
            .filter(passage -> !lost.contains(new PassageId(passage.request(), passage.nth())))
            .toList(),
        usage.reservations());
  }

  private static @Nullable PassageId lastUse(Usage usage) {
    return usage.passages().stream()
        .filter(passage -> passage.kind() == PassageKind.FIRST)
        .max(Comparator.comparing(Passage::at))
        .map(passage -> new PassageId(passage.request(), passage.nth()))
        .orElse(null);
  }

  private Booking.Item item(
      Unreserved one, PassageKind kind, @Nullable Conflict conflict, @Nullable TicketFacts ticket) {
    PassageRow row =
        new PassageRow(
            one.requestId(),
            one.nth(),
            one.gate().id(),
            one.gate().no(),
            one.gate().checkpointNo(),
            one.ticketNo(),
            ticket == null ? one.productNo() : Integer.valueOf(ticket.claims().productNo()),
            PassageSort.of(kind),
            one.at(),
            booking.dayOf(one.at()),
            one.decidedBy(),
            one.late(),
            booking.isAdjustment(one.at()),
            null,
            null,
            conflict);
    return new Booking.Item(row, keepUntil(ticket));
  }

  /** The code as the gate read it: genuine, else the gate would not have let anybody pass. */
  private static Presentation shown(Unreserved one, @Nullable TicketFacts ticket) {
    Direction direction = one.kind() == PassageKind.EXIT ? Direction.EXIT : Direction.ENTRY;
    KeyId anyKey = new KeyId(0, 0, 0);
    if (ticket == null) {
      return new Presentation(
          new CodeReading.LineRead(one.ticketNo(), 1, anyKey), direction, 1, ProofResult.NOT_ASKED);
    }
    Claims claims = ticket.claims();
    Integer version = one.codeVersion();
    Claims read =
        version == null ? claims : claims.withTicket(new TicketRef(one.ticketNo(), version));
    return new Presentation(
        new CodeReading.Read(read, anyKey), direction, 1, ProofResult.NOT_ASKED);
  }

  private static Presentation entry(TicketFacts ticket) {
    return new Presentation(
        new CodeReading.Read(ticket.claims(), new KeyId(0, 0, 0)),
        Direction.ENTRY,
        1,
        ProofResult.NOT_ASKED);
  }

  private static Place place(PassageRow row) {
    Integer checkpoint = row.checkpointNo();
    return new Place(row.gateNo(), checkpoint == null ? 1 : checkpoint);
  }

  private static Passage passage(PassageRow row) {
    PassageKind kind =
        switch (row.sort()) {
          case FIRST -> PassageKind.FIRST;
          case REENTRY -> PassageKind.REENTRY;
          case EXIT -> PassageKind.EXIT;
          case MANUAL, UNTICKETED_IN, UNTICKETED_OUT, EXIT_COUNTED ->
              throw new IllegalStateException("not a passage of a ticket: " + row);
        };
    return new Passage(row.requestId(), row.nth(), kind, place(row), row.passedAt());
  }

  private static Place place(Unreserved one) {
    return one.gate()
        .place()
        .orElseThrow(() -> new IllegalStateException("the gate is not assigned: " + one.gate()));
  }

  private static @Nullable LocalDate keepUntil(@Nullable TicketFacts ticket) {
    return ticket == null ? null : TicketSpan.keepUntil(ticket);
  }

  private static @Nullable String state(@Nullable TicketFacts ticket) {
    return ticket == null ? null : ticket.state().name();
  }

  private static PassageId id(Unreserved one) {
    return new PassageId(one.requestId(), one.nth());
  }

  private static List<PassageId> ids(List<Unreserved> passages) {
    return passages.stream().map(Merging::id).toList();
  }
}
