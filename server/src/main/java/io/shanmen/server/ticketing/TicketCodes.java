package io.shanmen.server.ticketing;

import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.TicketCodeWriter;
import io.shanmen.server.ticketing.keys.CodeKeys;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads ticket codes for other modules, and hands out the keys by which gates read them. */
@Component
public class TicketCodes {

  private final CodeKeys keys;
  private final InstantSource clock;

  TicketCodes(CodeKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Reads a code of either kind with the park's keys.
   *
   * @param text what a scanner read, without its line end
   */
  public CodeReading read(String text) {
    return keys.reader().read(text, clock.instant());
  }

  /** The keys that gates need, retired and revoked ones too, oldest first. */
  public List<ReadingKey> readingKeys() {
    return keys.readingKeys();
  }

  /** Writes the codes of tickets: work for the processor alone, shared among its cores. */
  List<Ticket> sign(List<TicketRow> rows) {
    TicketCodeWriter writer = keys.writer();
    return rows.parallelStream().map(row -> sign(row, writer)).toList();
  }

  private Ticket sign(TicketRow row, TicketCodeWriter writer) {
    TicketFacts facts = row.facts();
    return new Ticket(
        facts.ticketNo(),
        facts.orderId(),
        row.lineNo(),
        row.product(),
        row.priceMinor(),
        row.currency(),
        facts.claims().entitlement().heads(),
        facts.uses(),
        facts.used(),
        facts.state(),
        row.validity(),
        new Ticket.Code(
            facts.claims().ticket().version(),
            writer.qr(facts.claims(), keys.nonce()),
            writer.line(facts.claims().ticket()),
            row.printState()),
        facts.issuedAt());
  }
}
