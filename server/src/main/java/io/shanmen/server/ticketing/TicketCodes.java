package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.DynamicCode;
import io.shanmen.kernel.ticketcode.LineCodeWriter;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.TicketCodeWriter;
import io.shanmen.server.ticketing.keys.CodeKeys;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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

  /** Why nothing is issued now: the master key is away. Codes are read all the same. */
  public Optional<Refusal> stopped() {
    return keys.stoppedBy().map(state -> Refusal.of(TicketingProblem.of(state)));
  }

  /**
   * Writes the codes of tickets: work for the processor alone, shared among its cores. While the
   * master key is away tickets are shown without the text of their QR code.
   */
  List<Ticket> sign(List<TicketRow> rows) {
    Optional<TicketCodeWriter> writer = keys.writer();
    LineCodeWriter lines = keys.lineWriter();
    return rows.parallelStream().map(row -> sign(row, writer, lines)).toList();
  }

  /** What a phone holds of a ticket with {@code CodeOption.DYNAMIC}. */
  Outcome<PhoneCode> phone(Claims claims) {
    Optional<TicketCodeWriter> writer = keys.writer();
    if (writer.isEmpty()) {
      return Outcome.refused(stopped().orElseThrow());
    }
    DynamicCode.Phone phone = writer.get().phone(claims, keys.nonce());
    Base64.Encoder base64 = Base64.getEncoder();
    return Outcome.done(
        new PhoneCode(
            claims.ticket().number(),
            claims.ticket().version(),
            writer.get().suite().number(),
            base64.encodeToString(phone.signed()),
            base64.encodeToString(phone.secret().bytes()),
            (int) DynamicCode.STEP.toSeconds(),
            clock.instant()));
  }

  /** Tickets as a look-up shows them: with the end of their digits, and nothing that admits. */
  List<Ticket> describe(List<TicketRow> rows) {
    LineCodeWriter lines = keys.lineWriter();
    return rows.stream()
        .map(row -> ticket(row, "", lines.line(row.claims().ticket())).withoutCode())
        .toList();
  }

  private Ticket sign(TicketRow row, Optional<TicketCodeWriter> writer, LineCodeWriter lines) {
    return ticket(
        row,
        writer.map(qr -> qr.qr(row.claims(), keys.nonce())).orElse(""),
        lines.line(row.claims().ticket()));
  }

  private static Ticket ticket(TicketRow row, String qr, String digits) {
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
        new Ticket.Code(facts.claims().ticket().version(), qr, digits, row.printState()),
        facts.issuedAt());
  }
}
