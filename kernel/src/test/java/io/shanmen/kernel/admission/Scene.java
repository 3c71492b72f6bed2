package io.shanmen.kernel.admission;

import io.shanmen.kernel.admission.TicketFacts.Booking;
import io.shanmen.kernel.admission.TicketFacts.Listed;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeOption;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.kernel.time.BusinessCalendar;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.DayRange;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.Uses;
import io.shanmen.kernel.validity.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket, its past and a park, told in few words, so that a test reads like a rule. Times are
 * those of Shanghai in the year 2026: {@code 11-22T10:30}.
 *
 * <p>A past is a list of {@code kind time c<checkpoint> x<people>}, for example {@code "first
 * 11-22T10:30 c1 x2, exit 11-22T12:00"}; checkpoint 1 and one person go without saying. {@code
 * held} is a reservation of first entries.
 */
record Scene(Listed ticket, ParkFacts park, Presentation shown) {

  static final BusinessCalendar SHANGHAI =
      new BusinessCalendar(ZoneId.of("Asia/Shanghai"), BusinessCalendar.USUAL_CUT_OFF);
  static final KeyId KEY = new KeyId(1, 7, 3);

  /** A ticket for one, good once at checkpoint 1 in all of November. */
  static Scene ordinary() {
    Claims claims =
        new Claims(
            new TicketRef(42, 3),
            6,
            Validity.within(days("11-01", "11-30")),
            Entitlement.once(1, CheckpointSet.of(1)),
            Set.of());
    return new Scene(
        Listed.of(claims, TicketState.ISSUED, Usage.NONE),
        ParkFacts.ordinary(SHANGHAI),
        Presentation.entry(new CodeReading.Read(claims, KEY)));
  }

  // ---- The ticket

  Scene valid(Validity validity) {
    Claims old = ticket.claims();
    return claims(
        new Claims(old.ticket(), old.productNo(), validity, old.entitlement(), old.options()));
  }

  Scene heads(int heads) {
    Entitlement old = ticket.claims().entitlement();
    return entitled(new Entitlement(heads, old.uses(), old.route()));
  }

  Scene uses(Uses uses) {
    Entitlement old = ticket.claims().entitlement();
    return entitled(new Entitlement(old.heads(), uses, old.route()));
  }

  Scene route(Route route) {
    Entitlement old = ticket.claims().entitlement();
    return entitled(new Entitlement(old.heads(), old.uses(), route));
  }

  private Scene entitled(Entitlement entitlement) {
    Claims old = ticket.claims();
    return claims(
        new Claims(old.ticket(), old.productNo(), old.validity(), entitlement, old.options()));
  }

  Scene options(CodeOption... options) {
    Claims old = ticket.claims();
    return claims(
        new Claims(
            old.ticket(), old.productNo(), old.validity(), old.entitlement(), Set.of(options)));
  }

  private Scene claims(Claims claims) {
    return new Scene(ticket.withClaims(claims), park, shown)
        .shows(new CodeReading.Read(claims, KEY));
  }

  Scene state(TicketState state) {
    return listed(
        new Listed(
            ticket.claims(), state, ticket.usage(), ticket.activatedAt(), ticket.bookings()));
  }

  Scene activated(@Nullable String at) {
    return listed(
        new Listed(
            ticket.claims(),
            ticket.state(),
            ticket.usage(),
            at == null ? null : time(at),
            ticket.bookings()));
  }

  Scene booked(Booking... bookings) {
    return listed(
        new Listed(
            ticket.claims(),
            ticket.state(),
            ticket.usage(),
            ticket.activatedAt(),
            List.of(bookings)));
  }

  Scene past(@Nullable String past) {
    List<Passage> passages = new ArrayList<>();
    List<Reservation> reservations = new ArrayList<>();
    for (String event : past == null ? new String[0] : past.split(", ")) {
      String kind = event.split(" ")[0].toUpperCase(Locale.ROOT);
      Instant at = time(event.split(" ")[1]);
      Place place = new Place(2, number(event, 'c'));
      int people = number(event, 'x');
      if (kind.equals("HELD")) {
        reservations.add(
            new Reservation(id(reservations.size()), PassageKind.FIRST, place, people, at));
        continue;
      }
      for (int i = 0; i < people; i++) {
        UUID request = id(1_000 + passages.size());
        passages.add(new Passage(request, 1, PassageKind.valueOf(kind), place, at));
      }
    }
    return listed(ticket.withUsage(new Usage(passages, reservations)));
  }

  private Scene listed(Listed other) {
    return new Scene(other, park, shown);
  }

  // ---- The park

  Scene days(SpecialDays days) {
    return new Scene(ticket, park.withDays(days), shown);
  }

  Scene reentry(ReentryPolicy policy) {
    return new Scene(ticket, park.withReentry(policy), shown);
  }

  Scene full() {
    return new Scene(ticket, park.withFull(true), shown);
  }

  Scene clockImplausible() {
    return new Scene(ticket, park.withClockPlausible(false), shown);
  }

  // ---- Who shows it

  Scene shows(CodeReading reading) {
    return shows(new Presentation(reading, shown.direction(), shown.atMost(), shown.proof()));
  }

  Scene leaving() {
    return shows(new Presentation(shown.reading(), Direction.EXIT, shown.atMost(), shown.proof()));
  }

  Scene atMost(int people) {
    return shows(new Presentation(shown.reading(), shown.direction(), people, shown.proof()));
  }

  Scene proof(ProofResult proof) {
    return shows(new Presentation(shown.reading(), shown.direction(), shown.atMost(), proof));
  }

  private Scene shows(Presentation presentation) {
    return new Scene(ticket, park, presentation);
  }

  // ---- What comes of it

  Decision decide(String time, int checkpoint) {
    return new AdmissionRules(park).decide(shown, ticket, new Place(1, checkpoint), time(time));
  }

  /** {@code FIRST 2}, {@code REENTRY 1}, {@code EXPIRED}, {@code PROOF [PIN]}. */
  String at(String time) {
    return at(time, 1);
  }

  String at(String time, int checkpoint) {
    return say(decide(time, checkpoint));
  }

  static String say(Decision decision) {
    return switch (decision) {
      case Decision.Admit admit -> admit.kind() + " " + admit.heads();
      case Decision.Refuse refuse -> refuse.reason().name();
      case Decision.NeedsProof needs -> "PROOF " + needs.anyOf();
    };
  }

  // ---- Words

  static Instant time(String time) {
    return LocalDateTime.parse("2026-" + time).atZone(SHANGHAI.zone()).toInstant();
  }

  static BusinessDay day(String day) {
    return BusinessDay.parse("2026-" + day);
  }

  static LocalDate date(String day) {
    return day(day).date();
  }

  static DayRange days(String first, String last) {
    return new DayRange(day(first), day(last));
  }

  static UUID id(int number) {
    return new UUID(0, number);
  }

  private static int number(String event, char letter) {
    for (String word : event.split(" ")) {
      if (word.matches(letter + "[0-9]+")) {
        return Integer.parseInt(word.substring(1));
      }
    }
    return 1;
  }
}
