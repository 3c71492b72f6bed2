package io.shanmen.server.aftersales;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.aftersales.Refund.Amounts;
import io.shanmen.server.aftersales.Refund.Decision;
import io.shanmen.server.aftersales.Refund.Limit;
import io.shanmen.server.aftersales.Refund.RefundTicket;
import io.shanmen.server.aftersales.Refund.Step;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ordering.Order;
import io.shanmen.server.ordering.OrderState;
import io.shanmen.server.ticketing.By;
import io.shanmen.server.ticketing.Ticket;
import io.shanmen.server.ticketing.Tickets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes requests for refunds: says how much, locks the tickets and finds who must decide. */
@Component
class RefundDesk {

  private final RefundStore store;
  private final RefundOffers offers;
  private final RefundLimits limits;
  private final Tickets tickets;
  private final Audit audit;
  private final ParkClock clock;

  RefundDesk(
      RefundStore store,
      RefundOffers offers,
      RefundLimits limits,
      Tickets tickets,
      Audit audit,
      ParkClock clock) {
    this.store = store;
    this.offers = offers;
    this.limits = limits;
    this.tickets = tickets;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a clerk asks for, on behalf of a visitor. */
  record Wish(
      UUID requestId,
      UUID orderId,
      List<Long> ticketNos,
      RefundGround ground,
      String reason,
      long amountMinor) {

    Wish {
      ticketNos = List.copyOf(new TreeSet<>(ticketNos));
    }

    byte[] hash(SignedIn who) {
      String content =
          orderId
              + "\n"
              + ticketNos
              + "\n"
              + ground
              + "\n"
              + reason
              + "\n"
              + amountMinor
              + "\n"
              + who.operatorId();
      try {
        return MessageDigest.getInstance("SHA-256")
            .digest(content.getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  /** Joins the caller's transaction, which must roll back if this is refused. */
  Outcome<Refund> request(Wish wish, Order order, SignedIn who) {
    store.lockSums(wish.orderId(), who.operatorId());
    byte[] hash = wish.hash(who);
    Optional<RefundStore.Stored> before = store.find(wish.requestId());
    if (before.isPresent()) {
      return MessageDigest.isEqual(before.get().hash(), hash)
          ? Outcome.done(before.get().refund())
          : Outcome.refused(AftersalesProblem.REFUND_CONFLICT);
    }
    if (order.state() == OrderState.VOIDED) {
      return Outcome.refused(AftersalesProblem.REFUND_ORDER_VOIDED);
    }
    return wanted(wish, order)
        .then(chosen -> amounts(wish, offers.offers(chosen, wish.ground())))
        .then(parts -> write(wish, hash, order, parts, who));
  }

  private static Outcome<List<Ticket>> wanted(Wish wish, Order order) {
    List<Ticket> wanted = new ArrayList<>();
    for (long ticketNo : wish.ticketNos()) {
      Optional<Ticket> found =
          order.tickets().stream().filter(ticket -> ticket.ticketNo() == ticketNo).findFirst();
      if (found.isEmpty()) {
        return Outcome.refused(
            Refusal.of(AftersalesProblem.REFUND_TICKET_NOT_OF_ORDER, "ticketNo", ticketNo));
      }
      wanted.add(found.get());
    }
    return Outcome.done(wanted);
  }

  /** The parts of the refund, if the visitor was told the same amount. */
  private static Outcome<List<RefundTicket>> amounts(
      Wish wish, List<Outcome<RefundTicket>> offers) {
    List<RefundTicket> parts = new ArrayList<>();
    for (Outcome<RefundTicket> offer : offers) {
      switch (offer) {
        case Outcome.Done<RefundTicket>(RefundTicket part) -> parts.add(part);
        case Outcome.Refused<RefundTicket>(Refusal reason) -> {
          return Outcome.refused(reason);
        }
      }
    }
    long paid = parts.stream().mapToLong(RefundTicket::paidMinor).sum();
    long offered = parts.stream().mapToLong(RefundTicket::amountMinor).sum();
    if (wish.ground() == RefundGround.FREE_FORM) {
      return wish.amountMinor() <= paid
          ? some(RefundOffers.spread(parts, wish.amountMinor()), wish.amountMinor())
          : Outcome.refused(Refusal.of(AftersalesProblem.REFUND_EXCEEDS_PRICE, "paidMinor", paid));
    }
    return wish.amountMinor() == offered
        ? some(parts, offered)
        : Outcome.refused(
            Refusal.of(AftersalesProblem.REFUND_AMOUNT_CHANGED, "amountMinor", offered));
  }

  private static Outcome<List<RefundTicket>> some(List<RefundTicket> parts, long amountMinor) {
    return amountMinor > 0
        ? Outcome.done(parts)
        : Outcome.refused(AftersalesProblem.REFUND_NOTHING_DUE);
  }

  private Outcome<Refund> write(
      Wish wish, byte[] hash, Order order, List<RefundTicket> parts, SignedIn who) {
    Moment now = clock.now();
    LocalDate day = now.day().date();
    By by = new By(who.operatorId(), who.terminalId(), null, now.at());
    Set<Long> locked = tickets.lock(wish.ticketNos(), wish.requestId(), by);
    Optional<Long> missed =
        wish.ticketNos().stream().filter(ticket -> !locked.contains(ticket)).findFirst();
    if (missed.isPresent()) {
      return Outcome.refused(
          Refusal.of(AftersalesProblem.REFUND_TICKET_PASSING, "ticketNo", missed.get()));
    }
    Refund refund =
        refund(
            wish,
            order,
            parts,
            day,
            new Step(who.operatorId(), who.operatorName(), who.terminalId(), now.at()));
    store.insert(RefundStore.NewRefund.of(refund, hash, order, day));
    Decision alone = refund.decided();
    if (alone != null) {
      store.decide(refund.requestId(), RefundState.APPROVED, alone);
    }
    audit.record(
        AuditEntry.done(
                who.actor(),
                "aftersales.refund_requested",
                AuditSubject.of("refund", refund.requestId()))
            .after(
                Map.of(
                    "orderId", order.orderId(),
                    "tickets", wish.ticketNos(),
                    "amount", refund.money().amountMinor(),
                    "ground", wish.ground(),
                    "reason", wish.reason())));
    return Outcome.done(refund);
  }

  private Refund refund(
      Wish wish, Order order, List<RefundTicket> parts, LocalDate day, Step requested) {
    long amount = parts.stream().mapToLong(RefundTicket::amountMinor).sum();
    long paid = parts.stream().mapToLong(RefundTicket::paidMinor).sum();
    Limit limit =
        limits.of(
            new RefundLimits.Asked(order.orderId(), wish.ground(), requested.operatorId(), day),
            amount);
    @Nullable Decision alone =
        limit.secondPersonNeeded() ? null : new Decision(requested, true, "");
    return new Refund(
        wish.requestId(),
        order.orderId(),
        order.orderNo(),
        alone == null ? RefundState.REQUESTED : RefundState.APPROVED,
        wish.ground(),
        wish.reason(),
        parts,
        new Amounts(paid, amount, paid - amount, order.money().currency(), order.money().tender()),
        limit,
        requested,
        alone,
        null,
        null);
  }
}
