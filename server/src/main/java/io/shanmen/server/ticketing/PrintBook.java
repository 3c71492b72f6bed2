package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.PrintDesk.Wish;
import io.shanmen.server.ticketing.PrintJob.Failure;
import io.shanmen.server.ticketing.PrintJob.State;
import io.shanmen.server.ticketing.PrintJob.Way;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps account of which ticket came onto paper; the printing itself is outside transactions. */
@Component
class PrintBook {

  /** After this a job that never ended is taken for dead: longer than the longest job. */
  static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);

  /** So long a file can be fetched again, if the browser lost it. */
  static final Duration HANDED_OUT_FOR = Duration.ofMinutes(10);

  private final PrintJobStore jobs;
  private final TicketStore store;
  private final Tickets tickets;
  private final TicketEvents events;
  private final CurrentShifts shifts;
  private final InstantSource clock;

  PrintBook(
      PrintJobStore jobs,
      TicketStore store,
      Tickets tickets,
      TicketEvents events,
      CurrentShifts shifts,
      InstantSource clock) {
    this.jobs = jobs;
    this.store = store;
    this.tickets = tickets;
    this.events = events;
    this.shifts = shifts;
    this.clock = clock;
  }

  /** A job, and whether it had been begun before. */
  record Begun(PrintJob job, boolean before) {}

  @Transactional
  public Outcome<Begun> begin(Wish wish, SignedIn who) {
    List<Long> ticketNos = List.copyOf(new TreeSet<>(wish.ticketNos()));
    List<TicketRow> rows = store.lockRows(ticketNos);
    Optional<PrintJob> before = jobs.lock(wish.jobId());
    if (before.isPresent()) {
      return before.get().ticketNos().equals(ticketNos) && before.get().way() == wish.way()
          ? Outcome.done(new Begun(before.get(), true))
          : Outcome.refused(TicketingProblem.PRINT_JOB_CONFLICT);
    }
    if (rows.size() < ticketNos.size()) {
      return Outcome.refused(TicketingProblem.TICKET_NOT_FOUND);
    }
    Optional<Long> foreign = store.firstOfOtherWindow(ticketNos, who);
    if (foreign.isPresent() && !who.may(TicketingConfiguration.REPRINT_BEYOND_LIMITS)) {
      return Outcome.refused(
          Refusal.of(TicketingProblem.TICKET_OF_OTHER_WINDOW, "ticketNo", foreign.get()));
    }
    for (TicketRow row : rows) {
      Optional<Refusal> refusal = refusal(row);
      if (refusal.isPresent()) {
        return Outcome.refused(refusal.get());
      }
    }
    PrintJob job =
        new PrintJob(wish.jobId(), wish.way(), State.SENDING, ticketNos, List.of(), null);
    UUID shift = shifts.shiftOf(who.operatorId(), who.terminalId()).orElse(null);
    Instant now = clock.instant();
    By by = new By(who.operatorId(), who.terminalId(), shift, now);
    if (!jobs.insert(job, who, shift, now)) {
      return Outcome.refused(TicketingProblem.PRINT_JOB_CONFLICT);
    }
    renewFailed(rows, by);
    return Outcome.done(new Begun(sentOrHandedOut(job, by), false));
  }

  /** A file is printed by somebody else: handing it out is all that can be known. */
  private PrintJob sentOrHandedOut(PrintJob job, By by) {
    store.beginPrinting(job.ticketNos(), job.jobId());
    return job.way() == Way.PRINTER ? job : settle(job, job.ticketNos(), Optional.empty(), by);
  }

  private static Optional<Refusal> refusal(TicketRow row) {
    if (!row.state().isUsable()) {
      return Optional.of(
          new Refusal(
              TicketingProblem.TICKET_NOT_PRINTABLE,
              Map.of("ticketNo", row.ticketNo(), "state", row.state().name())));
    }
    return switch (row.printState()) {
      case UNPRINTED, PRINT_FAILED -> Optional.empty();
      case PRINTING ->
          Optional.of(
              Refusal.of(TicketingProblem.TICKET_BEING_PRINTED, "ticketNo", row.ticketNo()));
      case PRINTED ->
          Optional.of(
              Refusal.of(TicketingProblem.TICKET_ALREADY_PRINTED, "ticketNo", row.ticketNo()));
    };
  }

  /** Half a ticket may have come out with a good code: the next paper gets another. */
  private void renewFailed(List<TicketRow> rows, By by) {
    List<TicketRow> failed =
        rows.stream().filter(row -> row.printState() == PrintState.PRINT_FAILED).toList();
    if (!failed.isEmpty()) {
      store.replaceCodes(failed.stream().map(row -> Reprints.nextCode(row.claims())).toList());
      Set<Long> numbers = new HashSet<>();
      failed.forEach(row -> numbers.add(row.ticketNo()));
      tickets.changed(numbers, TicketEvents.Kind.CODE_RENEWED, by, Map.of());
    }
  }

  /**
   * Ends a job, or corrects its end.
   *
   * @param printed the tickets that came out whole
   * @param failure why the rest did not, if there is a rest
   */
  @Transactional
  public PrintJob end(UUID jobId, List<Long> printed, Optional<Failure> failure, SignedIn who) {
    PrintJob job = jobs.lock(jobId).orElseThrow();
    By by = new By(who.operatorId(), who.terminalId(), null, clock.instant());
    return settle(job, printed, failure, by);
  }

  private PrintJob settle(PrintJob job, List<Long> printed, Optional<Failure> failure, By by) {
    Set<Long> missing = new TreeSet<>(job.ticketNos());
    printed.forEach(missing::remove);
    tell(
        store.endPrinting(printed, job.jobId(), PrintState.PRINTED),
        TicketEvents.Kind.PRINTED,
        job,
        by);
    tell(
        store.endPrinting(missing, job.jobId(), PrintState.PRINT_FAILED),
        TicketEvents.Kind.PRINT_FAILED,
        job,
        by);
    State state =
        missing.isEmpty() ? State.DONE : printed.isEmpty() ? State.FAILED : State.PARTLY_DONE;
    PrintJob ended =
        new PrintJob(
            job.jobId(),
            job.way(),
            state,
            job.ticketNos(),
            printed,
            missing.isEmpty() ? null : failure.orElse(Failure.REPORTED));
    jobs.end(ended, by.at());
    return ended;
  }

  private void tell(Set<Long> ticketNos, TicketEvents.Kind kind, PrintJob job, By by) {
    if (!ticketNos.isEmpty()) {
      events.append(ticketNos, kind, by, Map.of("jobId", job.jobId(), "way", job.way()));
    }
  }

  Optional<PrintJob> find(UUID jobId, SignedIn who) {
    return jobs.find(jobId, who);
  }

  /**
   * Whether the tickets of a job may be handed out as a file: for a little while, and only as long
   * as no later job or reprint has taken them over (F7).
   */
  boolean mayBeHandedOut(PrintJob job, Way way) {
    return job.way() == way && jobs.isTheLast(job, clock.instant().minus(HANDED_OUT_FOR));
  }

  /** Ends jobs that a crash left behind; returns how many. */
  @Transactional
  public int endAbandoned() {
    Instant now = clock.instant();
    List<PrintJob> abandoned = jobs.lockAbandoned(now.minus(ABANDONED_AFTER));
    abandoned.forEach(
        job -> settle(job, List.of(), Optional.of(Failure.INTERRUPTED), By.server(now)));
    return abandoned.size();
  }
}
