package io.shanmen.server.aftersales;

import io.shanmen.server.aftersales.Refund.Decision;
import io.shanmen.server.aftersales.Refund.Execution;
import io.shanmen.server.aftersales.Refund.Step;
import io.shanmen.server.ticketing.TicketLifeEvent;
import io.shanmen.server.ticketing.TicketLifeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What refunds know of the life of tickets. */
@Component
class RefundLives implements TicketLifeSource {

  private final RefundStore store;

  RefundLives(RefundStore store) {
    this.store = store;
  }

  private record Happened(String kind, String zh, String en, Step step) {}

  @Override
  public List<TicketLifeEvent> livesOf(Collection<TicketKey> tickets) {
    Set<Long> wanted = tickets.stream().map(TicketKey::ticketNo).collect(Collectors.toSet());
    List<TicketLifeEvent> lives = new ArrayList<>();
    for (Refund refund : store.ofTickets(wanted)) {
      for (Refund.RefundTicket ticket : refund.tickets()) {
        if (wanted.contains(ticket.ticketNo())) {
          happened(refund).forEach(what -> lives.add(event(ticket, refund, what)));
        }
      }
    }
    return lives;
  }

  private static List<Happened> happened(Refund refund) {
    List<Happened> all = new ArrayList<>();
    all.add(new Happened("REFUND_REQUESTED", "申请退票", "Refund asked for", refund.requested()));
    Decision decided = refund.decided();
    if (decided != null) {
      all.add(
          refund.state() == RefundState.REJECTED
              ? new Happened("REFUND_REJECTED", "退票被驳回", "Refund rejected", decided.by())
              : new Happened("REFUND_APPROVED", "退票已批准", "Refund approved", decided.by()));
    }
    Execution executed = refund.executed();
    if (executed != null && refund.state() == RefundState.DONE) {
      all.add(new Happened("REFUND_PAID", "退款已付", "Refund paid", executed.by()));
    }
    return all;
  }

  private static TicketLifeEvent event(Refund.RefundTicket ticket, Refund refund, Happened what) {
    return new TicketLifeEvent(
        ticket.ticketNo(),
        what.step().at(),
        what.kind(),
        what.zh(),
        what.en(),
        what.step().operatorId(),
        what.step().terminalId(),
        Map.of(
            "requestId", refund.requestId(),
            "operatorName", what.step().operatorName(),
            "amountMinor", ticket.amountMinor(),
            "reason", refund.reason()));
  }
}
