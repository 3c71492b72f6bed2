package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.server.ticketing.TicketLifeSource.TicketKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds tickets by whatever somebody holds in hand, and tells their whole life. */
@Component
public class TicketLookUp {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,11}");
  private static final Pattern ORDER_ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final TicketStore store;
  private final TicketCodes codes;
  private final TicketEvents events;
  private final ObjectProvider<OrderNumbers> orderNumbers;
  private final ObjectProvider<TicketLifeSource> sources;

  TicketLookUp(
      TicketStore store,
      TicketCodes codes,
      TicketEvents events,
      ObjectProvider<OrderNumbers> orderNumbers,
      ObjectProvider<TicketLifeSource> sources) {
    this.store = store;
    this.codes = codes;
    this.events = events;
    this.orderNumbers = orderNumbers;
    this.sources = sources;
  }

  /**
   * The tickets that a text names.
   *
   * @param text the text of a QR code, the 24 digits of a bar code, a ticket's number, an order's
   *     number or an order's id
   * @return at least one ticket, or {@code TICKET_NOT_FOUND} or {@code TICKET_CODE_UNREADABLE}
   */
  public Outcome<List<Ticket>> find(String text) {
    return rows(text.strip()).map(codes::describe);
  }

  private Outcome<List<TicketRow>> rows(String text) {
    if (NUMBER.matcher(text).matches()) {
      return found(byNumber(Long.parseLong(text)));
    }
    if (ORDER_ID.matcher(text).matches()) {
      return found(store.ofOrder(UUID.fromString(text)));
    }
    return switch (codes.read(text)) {
      case CodeReading.Read(var claims, var key) ->
          found(store.find(List.of(claims.ticket().number())));
      case CodeReading.LineRead line -> found(store.find(List.of(line.ticketNumber())));
      case CodeReading.Unreadable(CodeReading.Fault fault) ->
          Outcome.refused(TicketingProblem.TICKET_CODE_UNREADABLE, Map.of("fault", fault.name()));
    };
  }

  /** A number may be a ticket's or an order's; where it is both, both are shown. */
  private List<TicketRow> byNumber(long number) {
    List<TicketRow> rows = new ArrayList<>(store.find(List.of(number)));
    orderNumbers.stream()
        .flatMap(numbers -> numbers.orderOf(number).stream())
        .flatMap(order -> store.ofOrder(order).stream())
        .forEach(rows::add);
    return rows;
  }

  private static Outcome<List<TicketRow>> found(List<TicketRow> rows) {
    return rows.isEmpty() ? Outcome.refused(TicketingProblem.TICKET_NOT_FOUND) : Outcome.done(rows);
  }

  /** The lives of tickets, from every module that knows something of them. */
  public List<TicketLife> livesOf(Collection<Ticket> tickets) {
    List<TicketKey> keys =
        tickets.stream().map(ticket -> new TicketKey(ticket.ticketNo(), ticket.orderId())).toList();
    List<TicketLifeEvent> all =
        new ArrayList<>(events.of(keys.stream().map(TicketKey::ticketNo).toList()));
    sources.stream().forEach(source -> all.addAll(source.livesOf(keys)));
    Map<Long, List<TicketLifeEvent>> byTicket =
        all.stream()
            .sorted(Comparator.comparing(TicketLifeEvent::at))
            .collect(Collectors.groupingBy(TicketLifeEvent::ticketNo));
    return tickets.stream()
        .map(ticket -> new TicketLife(ticket, byTicket.getOrDefault(ticket.ticketNo(), List.of())))
        .toList();
  }
}
