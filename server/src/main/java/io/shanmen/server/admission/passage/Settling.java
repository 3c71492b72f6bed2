package io.shanmen.server.admission.passage;

import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.server.admission.PassageSort;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.passage.AuthoriseAnswer.Verdict;
import io.shanmen.server.admission.passage.PassageRow.DecidedBy;
import io.shanmen.server.admission.passage.PresentationRow.State;
import io.shanmen.server.ticketing.Tickets;
import io.shanmen.server.ticketing.UseOf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out, for a set, what becomes of presentations after they were decided. */
@Component
class Settling {

  private static final Logger log = LoggerFactory.getLogger(Settling.class);

  private final PassageStore store;
  private final Tickets tickets;
  private final Merging merging;
  private final Booking booking;
  private final InstantSource clock;

  Settling(
      PassageStore store, Tickets tickets, Merging merging, Booking booking, InstantSource clock) {
    this.store = store;
    this.tickets = tickets;
    this.merging = merging;
    this.booking = booking;
    this.clock = clock;
  }

  /** What a set writes. */
  private static final class Work {
    final Map<Command, Result> results = new IdentityHashMap<>();
    final List<PresentationRow> inserts = new ArrayList<>();
    final List<PresentationRow> updates = new ArrayList<>();
    final List<Covered> covered = new ArrayList<>();
    final List<UseOf> releases = new ArrayList<>();
    final List<Unreserved> unreserved = new ArrayList<>();
    final List<Booking.Item> items = new ArrayList<>();
  }

  /** People who passed under a reservation: from {@code first} to {@code last} of it. */
  private record Covered(PresentationRow row, Gate gate, int first, int last, Instant at) {
    UseOf use() {
      return new UseOf(ticketNo(), last - first + 1, at);
    }

    long ticketNo() {
      Long ticketNo = row.ticketNo();
      if (ticketNo == null) {
        throw new IllegalStateException("admitted without a ticket: " + row.requestId());
      }
      return ticketNo;
    }
  }

  /** Settles; each command gets one result. */
  List<Result> settle(List<Command> commands) {
    Work work = new Work();
    Map<UUID, PresentationRow> rows =
        store.presentations(commands.stream().map(Command::requestId).distinct().toList());
    for (Command command : commands) {
      PresentationRow row = rows.get(command.requestId());
      if (isOfAnotherGate(command, row)) {
        work.results.put(command, new Result.Unknown());
        continue;
      }
      Optional<Long> ticketNo = otherTicket(command, row);
      if (ticketNo.isPresent()) {
        work.results.put(command, new Result.OfTicket(ticketNo.get()));
        continue;
      }
      work.results.put(
          command,
          switch (command) {
            case Command.Confirm confirm -> confirm(work, confirm, row);
            case Command.Release release -> release(work, release, row);
            case Command.Expire expire -> expire(work, expire, row);
            case Command.Merge merge -> merge(work, merge, row);
            case Command.Count count -> count(work, count);
            case Command.Authorise _ -> throw new IllegalArgumentException("decided elsewhere");
          });
    }
    write(work);
    return Result.inOrderOf(commands, work.results);
  }

  /** A gate speaks of its own presentations only. */
  private static boolean isOfAnotherGate(Command command, @Nullable PresentationRow row) {
    return (command instanceof Command.Confirm || command instanceof Command.Release)
        && row != null
        && !row.gateId().equals(command.gate().id());
  }

  /**
   * The ticket of a presentation, where the command stood in another line. Commands about one
   * ticket follow one another and share no set: only so are its sums right.
   */
  private static Optional<Long> otherTicket(Command command, @Nullable PresentationRow row) {
    return (command instanceof Command.Confirm || command instanceof Command.Release) && row != null
        ? Optional.ofNullable(row.ticketNo()).filter(no -> !no.equals(command.ticketNo()))
        : Optional.empty();
  }

  private Result confirm(Work work, Command.Confirm command, @Nullable PresentationRow row) {
    if (row == null || row.people() == 0) {
      return new Result.Unknown();
    }
    PresentationRow after = pass(work, row, command.gate(), command.passed(), command.at());
    if (!after.equals(row)) {
      work.updates.add(after);
    }
    boolean late = !after.equals(row) && row.state() != State.OPEN;
    return new Result.Settled(row.requestId(), after.passed(), late, 0, after.reserved());
  }

  /** Books the people beyond those who had passed before; gives the row after it. */
  private PresentationRow pass(Work work, PresentationRow row, Gate gate, int passed, Instant at) {
    int reached = Math.min(passed, row.people());
    if (reached <= row.passed()) {
      return row;
    }
    Covered people = new Covered(row, gate, row.passed() + 1, reached, at);
    if (row.state() == State.OPEN) {
      work.covered.add(people);
    } else {
      work.unreserved.addAll(unreserved(people));
    }
    State after = row.state() == State.OPEN && reached == row.people() ? State.CLOSED : row.state();
    return row.with(row.people(), reached, after, row.decidedBy());
  }

  private static List<Unreserved> unreserved(Covered people) {
    List<Unreserved> late = new ArrayList<>();
    PresentationRow row = people.row();
    for (int nth = people.first(); nth <= people.last(); nth++) {
      late.add(
          new Unreserved(
              row.requestId(),
              nth,
              people.gate(),
              people.ticketNo(),
              kind(row),
              null,
              row.productNo(),
              people.at(),
              row.decidedBy(),
              true));
    }
    return late;
  }

  private Result release(Work work, Command.Release command, @Nullable PresentationRow row) {
    if (row == null) {
      work.inserts.add(cancelled(command));
      return new Result.Settled(command.requestId(), 0, false, 0, 0);
    }
    if (command.admittedHere() > 0 && command.passed() == 0) {
      return takeOver(work, command, row);
    }
    PresentationRow after = pass(work, row, command.gate(), command.passed(), command.at());
    boolean late = !after.equals(row) && row.state() != State.OPEN;
    int free = after.reserved();
    if (after.state() == State.OPEN) {
      free(work, row, free, command.at());
      after = after.with(after.people(), after.passed(), State.CLOSED, after.decidedBy());
    }
    if (!after.equals(row)) {
      work.updates.add(after);
    }
    return new Result.Settled(
        row.requestId(), after.passed(), late, after.people() - after.passed(), 0);
  }

  /** The gate decided by itself: of what was reserved it keeps what it admitted. */
  private static Result takeOver(Work work, Command.Release command, PresentationRow row) {
    int kept = Math.min(command.admittedHere(), row.people());
    int freed = row.people() - Math.max(kept, row.passed());
    if (row.state() != State.OPEN || row.decidedBy() == DecidedBy.GATE) {
      return new Result.Settled(row.requestId(), row.passed(), false, 0, row.reserved());
    }
    free(work, row, freed, command.at());
    PresentationRow after =
        row.with(row.people() - freed, row.passed(), State.OPEN, DecidedBy.GATE);
    work.updates.add(after);
    return new Result.Settled(row.requestId(), row.passed(), false, freed, after.reserved());
  }

  private Result expire(Work work, Command.Expire command, @Nullable PresentationRow row) {
    Instant now = clock.instant();
    if (row == null
        || row.state() != State.OPEN
        || row.expiresAt() == null
        || !row.expiresAt().isBefore(now)) {
      return new Result.Unknown();
    }
    int freed = row.reserved();
    free(work, row, freed, now);
    work.updates.add(row.with(row.people(), row.passed(), State.EXPIRED, row.decidedBy()));
    return new Result.Settled(command.requestId(), row.passed(), false, freed, 0);
  }

  /** A journal tells of a passage: it confirms the reservation that it belongs to, if any. */
  private Result merge(Work work, Command.Merge command, @Nullable PresentationRow row) {
    if (row != null
        && row.gateId().equals(command.gate().id())
        && row.ticketNo() != null
        && row.ticketNo().equals(command.ticketNo())
        && command.nth() <= row.people()) {
      PresentationRow after = pass(work, row, command.gate(), command.nth(), command.at());
      if (!after.equals(row)) {
        work.updates.add(after);
      }
    } else {
      work.unreserved.add(
          new Unreserved(
              command.requestId(),
              command.nth(),
              command.gate(),
              command.ticketNo(),
              command.kind(),
              command.codeVersion(),
              command.productNo(),
              command.at(),
              DecidedBy.GATE,
              false));
    }
    return new Result.Merged();
  }

  private Result count(Work work, Command.Count command) {
    Gate gate = command.gate();
    work.items.add(
        new Booking.Item(
            new PassageRow(
                command.requestId(),
                command.nth(),
                gate.id(),
                gate.no(),
                gate.checkpointNo(),
                null,
                null,
                command.sort(),
                command.at(),
                booking.dayOf(command.at()),
                command.sort() == PassageSort.MANUAL ? DecidedBy.STAFF : DecidedBy.NOBODY,
                false,
                booking.isAdjustment(command.at()),
                command.reason(),
                command.by(),
                null),
            null));
    return new Result.Merged();
  }

  private static void free(Work work, PresentationRow row, int people, Instant at) {
    Long ticketNo = row.ticketNo();
    if (people > 0 && row.kind() == PassageKind.FIRST && ticketNo != null) {
      work.releases.add(new UseOf(ticketNo, people, at));
    }
  }

  private void write(Work work) {
    confirmReserved(work);
    release(work);
    store.insert(work.inserts);
    List<PresentationRow> settled = work.updates;
    if (!work.unreserved.isEmpty() || !work.releases.isEmpty()) {
      // What follows looks at what is still reserved.
      store.update(settled);
      settled = List.of();
    }
    List<Booking.Item> changed =
        new ArrayList<>(
            merging.acquit(work.releases.stream().map(UseOf::ticketNo).distinct().toList()));
    Merging.Merged merged = merging.merge(work.unreserved);
    work.items.addAll(merged.items());
    changed.addAll(merged.changed());
    booking.book(new Booking.Entries(work.items, settled, merged.conflicts(), changed));
  }

  /** Turns reserved uses into used ones. */
  private void confirmReserved(Work work) {
    List<UseOf> uses =
        work.covered.stream()
            .filter(people -> kind(people.row()) == PassageKind.FIRST)
            .map(Covered::use)
            .toList();
    Set<Long> confirmed = uses.isEmpty() ? Set.of() : tickets.confirm(uses);
    for (Covered people : work.covered) {
      if (kind(people.row()) != PassageKind.FIRST || confirmed.contains(people.ticketNo())) {
        work.items.addAll(items(people));
      } else {
        log.error("ticket {}: its reservation is gone from ticketing", people.ticketNo());
        work.unreserved.addAll(unreserved(people));
      }
    }
  }

  private void release(Work work) {
    if (!work.releases.isEmpty()) {
      Set<Long> released = tickets.release(work.releases);
      work.releases.stream()
          .filter(use -> !released.contains(use.ticketNo()))
          .forEach(
              use ->
                  log.error("ticket {}: {} uses were not reserved", use.ticketNo(), use.people()));
    }
  }

  private List<Booking.Item> items(Covered people) {
    PresentationRow row = people.row();
    List<Booking.Item> items = new ArrayList<>();
    for (int nth = people.first(); nth <= people.last(); nth++) {
      items.add(
          new Booking.Item(
              new PassageRow(
                  row.requestId(),
                  nth,
                  people.gate().id(),
                  people.gate().no(),
                  people.gate().checkpointNo(),
                  people.ticketNo(),
                  row.productNo(),
                  PassageSort.of(kind(row)),
                  people.at(),
                  booking.dayOf(people.at()),
                  row.decidedBy(),
                  false,
                  booking.isAdjustment(people.at()),
                  null,
                  null,
                  null),
              row.keepUntil()));
    }
    return items;
  }

  private PresentationRow cancelled(Command.Release command) {
    return new PresentationRow(
        command.requestId(),
        null,
        command.gate().id(),
        command.place().gateNo(),
        command.place().checkpoint(),
        null,
        null,
        null,
        Verdict.CANCELLED,
        null,
        null,
        0,
        0,
        State.CLOSED,
        DecidedBy.GATE,
        null,
        command.at(),
        clock.instant(),
        null,
        null);
  }

  private static PassageKind kind(PresentationRow row) {
    PassageKind kind = row.kind();
    if (kind == null) {
      throw new IllegalStateException("nobody was admitted: " + row.requestId());
    }
    return kind;
  }
}
