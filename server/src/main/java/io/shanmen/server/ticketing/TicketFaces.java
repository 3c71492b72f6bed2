package io.shanmen.server.ticketing;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.ticketing.paper.TicketFace;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Words tickets for paper. */
@Component
class TicketFaces {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int MINUTES_OF_HOUR = 60;

  private final ParkProfile profile;
  private final TicketCodes codes;

  TicketFaces(ParkProfile profile, TicketCodes codes) {
    this.profile = profile;
    this.codes = codes;
  }

  /** Why no ticket can come onto paper now, if so. */
  Optional<Refusal> stopped() {
    return codes.stopped();
  }

  /** What stands on the paper of tickets; refused while no codes are written. */
  Outcome<List<TicketFace>> of(List<TicketRow> rows) {
    List<TicketFace> faces = faces(rows);
    return faces.stream().anyMatch(face -> face.qr().isEmpty())
        ? Outcome.refused(stopped().orElseThrow())
        : Outcome.done(faces);
  }

  private List<TicketFace> faces(List<TicketRow> rows) {
    Park park = profile.park();
    List<Ticket> tickets = codes.sign(rows);
    List<TicketFace> faces = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      faces.add(face(park, tickets.get(i), rows.get(i).claims().validity().slot()));
    }
    return faces;
  }

  private static TicketFace face(Park park, Ticket ticket, @Nullable SlotWindow slot) {
    return new TicketFace(
        park.nameZh(),
        park.nameEn(),
        ticket.product().nameZh(),
        ticket.product().nameEn(),
        ticket.heads(),
        valid(ticket.validity(), slot),
        price(Money.of(ticket.priceMinor(), Currency.getInstance(ticket.currency()))),
        ticket.code().version() == 1
            ? Long.toString(ticket.ticketNo())
            : ticket.ticketNo() + " / " + ticket.code().version(),
        TIME.format(ticket.issuedAt().atZone(park.zone())),
        ticket.code().qr(),
        ticket.code().digits());
  }

  private static String valid(Ticket.ValidOn validity, @Nullable SlotWindow slot) {
    String days =
        validity.from().equals(validity.to())
            ? validity.from().toString()
            : validity.from() + " ~ " + validity.to();
    return slot == null
        ? days
        : days + " " + clock(slot.startMinute()) + "-" + clock(slot.endMinute());
  }

  private static String clock(int minuteOfDay) {
    return "%02d:%02d".formatted(minuteOfDay / MINUTES_OF_HOUR % 24, minuteOfDay % MINUTES_OF_HOUR);
  }

  /** An amount as people write it: ¥80.00. */
  static String price(Money amount) {
    Currency currency = amount.currency();
    String sign = currency.getCurrencyCode().equals("CNY") ? "¥" : currency.getCurrencyCode() + " ";
    return sign
        + BigDecimal.valueOf(amount.minor(), currency.getDefaultFractionDigits()).toPlainString();
  }
}
