package io.shanmen.server.ticketing;

import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.ClaimsCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ticket as the database holds it, without its signed code. */
record TicketRow(
    TicketFacts facts,
    int lineNo,
    SoldProduct product,
    long priceMinor,
    String currency,
    Ticket.ValidOn validity,
    PrintState printState,
    UUID shiftId) {

  static final String COLUMNS =
      """
      ticket_no, order_id, line_no, product_id, version_id, product_no, product_version,
      product_zh, product_en, price_minor, currency, uses, used, reserved, first_used_at, state,
      lock_id, claims, valid_from, valid_to, visit_day, slot_no, print_state, shift_id, issued_at
      """;

  static TicketRow of(ResultSet row, int number) throws SQLException {
    return new TicketRow(
        facts(row),
        row.getInt("line_no"),
        new SoldProduct(
            row.getObject("product_id", UUID.class),
            row.getObject("version_id", UUID.class),
            row.getInt("product_no"),
            row.getInt("product_version"),
            row.getString("product_zh"),
            row.getString("product_en")),
        row.getLong("price_minor"),
        row.getString("currency"),
        new Ticket.ValidOn(
            row.getObject("valid_from", LocalDate.class),
            row.getObject("valid_to", LocalDate.class),
            row.getObject("visit_day", LocalDate.class),
            row.getObject("slot_no", Integer.class)),
        PrintState.valueOf(row.getString("print_state")),
        row.getObject("shift_id", UUID.class));
  }

  /** A ticket that was issued just now, as it would be read back. */
  static TicketRow ofIssue(IssueRequest request, TicketFacts facts) {
    IssueRequest.Grant grant = request.grant();
    return new TicketRow(
        facts,
        request.lineNo(),
        request.product(),
        request.price().minor(),
        request.price().currency().getCurrencyCode(),
        new Ticket.ValidOn(
            grant.validity().days().first().date(),
            Allowance.lastDay(grant.validity()).date(),
            grant.visitDay(),
            grant.slotNo()),
        PrintState.UNPRINTED,
        request.soldBy().shiftId());
  }

  static TicketFacts facts(ResultSet row) throws SQLException {
    TicketState state = TicketState.valueOf(row.getString("state"));
    return new TicketFacts(
        claims(row.getLong("ticket_no"), row.getBytes("claims")),
        row.getObject("order_id", UUID.class),
        row.getObject("lock_id") == null ? state : TicketState.LOCKED,
        row.getInt("uses"),
        row.getInt("used"),
        row.getInt("reserved"),
        instant(row, "first_used_at"),
        row.getObject("issued_at", OffsetDateTime.class).toInstant());
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  private static Claims claims(long ticketNo, byte[] encoded) {
    return ClaimsCodec.decode(encoded)
        .orElseThrow(() -> new IllegalStateException("broken claims of ticket " + ticketNo));
  }

  Claims claims() {
    return facts.claims();
  }

  long ticketNo() {
    return facts.ticketNo();
  }

  TicketState state() {
    return facts.state();
  }
}
