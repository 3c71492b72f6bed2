package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeOption;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.SignedIn;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tickets on phones: their code changes every half minute, so that a picture of it is worthless
 * (docs/protocols/ticket-code.md, section 7). Moving a ticket onto a phone makes a new version of
 * its code, which voids the paper; a reprint brings it back and voids the phone's.
 */
@Component
class PhoneCodes {

  private final TicketStore store;
  private final Tickets tickets;
  private final TicketCodes codes;
  private final Audit audit;
  private final InstantSource clock;

  PhoneCodes(
      TicketStore store, Tickets tickets, TicketCodes codes, Audit audit, InstantSource clock) {
    this.store = store;
    this.tickets = tickets;
    this.codes = codes;
    this.audit = audit;
    this.clock = clock;
  }

  /** Moves a ticket onto a phone; one that is there already stays as it is. */
  @Transactional
  public Outcome<PhoneCode> move(long ticketNo, SignedIn who) {
    Optional<Refusal> stopped = codes.stopped();
    if (stopped.isPresent()) {
      return Outcome.refused(stopped.get());
    }
    Optional<TicketRow> found = store.lockRows(List.of(ticketNo)).stream().findFirst();
    if (found.isEmpty()) {
      return Outcome.refused(TicketingProblem.TICKET_NOT_FOUND);
    }
    TicketRow row = found.get();
    if (isOnPhone(row)) {
      return codes.phone(row.claims());
    }
    Optional<Refusal> refusal = refusal(row);
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    Claims next = onPhone(row.claims());
    store.replaceCodes(List.of(next));
    store.markOnPhone(ticketNo);
    tickets.changed(
        Set.of(ticketNo),
        TicketEvents.Kind.MOVED_TO_PHONE,
        new By(who.operatorId(), who.terminalId(), null, clock.instant()),
        Map.of("codeVersion", next.ticket().version()));
    audit.record(
        AuditEntry.done(
            who.actor(), "ticketing.moved_to_phone", AuditSubject.of("ticket", ticketNo)));
    return codes.phone(next);
  }

  /** What the phone holds of a ticket that is on it. */
  public Outcome<PhoneCode> find(long ticketNo) {
    Optional<TicketRow> found =
        store.find(List.of(ticketNo)).stream().filter(PhoneCodes::isOnPhone).findFirst();
    return found.isPresent()
        ? codes.phone(found.get().claims())
        : Outcome.refused(TicketingProblem.TICKET_NOT_ON_PHONE, Map.of("ticketNo", ticketNo));
  }

  private static boolean isOnPhone(TicketRow row) {
    return row.claims().options().contains(CodeOption.DYNAMIC);
  }

  private static Optional<Refusal> refusal(TicketRow row) {
    if (!row.state().isUsable() || row.claims().ticket().version() >= TicketRef.VERSION_LIMIT) {
      return Optional.of(
          new Refusal(
              TicketingProblem.TICKET_NOT_REPRINTABLE,
              Map.of("ticketNo", row.ticketNo(), "state", row.state().name())));
    }
    return row.facts().reserved() > 0
        ? Optional.of(Refusal.of(TicketingProblem.TICKET_PASSING, "ticketNo", row.ticketNo()))
        : Optional.empty();
  }

  private static Claims onPhone(Claims paper) {
    Set<CodeOption> options = EnumSet.of(CodeOption.DYNAMIC);
    options.addAll(paper.options());
    return Reprints.nextCode(paper).withOptions(options);
  }
}
