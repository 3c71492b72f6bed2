package io.shanmen.server.payment;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.cashdesk.CashDesk;
import io.shanmen.server.cashdesk.OpenShift;
import io.shanmen.server.cashdesk.Till;
import io.shanmen.server.identity.OperatorName;
import io.shanmen.server.identity.Operators;
import io.shanmen.server.identity.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The log of cash drawers that were opened, with and without a sale. Those for a sale or refund are
 * written with the payment, by {@link PaymentStore}, under its id.
 */
@Component
class DrawerOpenings {

  private static final String OPENING =
      """
      SELECT opening_id, shift_id, operator_id, cause, reason, opened_at
      FROM payment.drawer_opening
      """;

  private record Stored(DrawerOpening opening, UUID operatorId) {}

  private final JdbcClient jdbc;
  private final CashDesk cashDesk;
  private final Operators operators;
  private final InstantSource clock;

  DrawerOpenings(JdbcClient jdbc, CashDesk cashDesk, Operators operators, InstantSource clock) {
    this.jdbc = jdbc;
    this.cashDesk = cashDesk;
    this.operators = operators;
    this.clock = clock;
  }

  /** Logs that the drawer was opened without a sale; the same id again is the same opening. */
  @Transactional
  Outcome<DrawerOpening> openWithoutSale(UUID openingId, String reason, SignedIn who) {
    Optional<Stored> known =
        jdbc.sql(OPENING + "WHERE opening_id = ?")
            .param(openingId)
            .query(DrawerOpenings::stored)
            .optional();
    if (known.isPresent()) {
      return known.get().operatorId().equals(who.operatorId())
              && reason.equals(known.get().opening().reason())
          ? Outcome.done(named(List.of(known.get())).getFirst())
          : Outcome.refused(PaymentProblem.OPENING_CONFLICT);
    }
    Till till = new Till(who.operatorId(), who.terminalId());
    Outcome<OpenShift> shift = cashDesk.openShifts(Set.of(till)).get(till);
    if (shift == null) {
      throw new IllegalStateException("no answer for " + till);
    }
    return shift.map(open -> insert(openingId, open, reason, who));
  }

  List<DrawerOpening> ofShift(UUID shiftId) {
    return named(
        jdbc.sql(OPENING + "WHERE shift_id = ? ORDER BY opened_at, opening_id")
            .param(shiftId)
            .query(DrawerOpenings::stored)
            .list());
  }

  private DrawerOpening insert(UUID openingId, OpenShift shift, String reason, SignedIn who) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO payment.drawer_opening
              (opening_id, shift_id, terminal_id, operator_id, cause, reason, opened_at)
            VALUES (?, ?, ?, ?, 'NO_SALE', ?, ?)
            """)
        .params(
            openingId,
            shift.id().value(),
            shift.till().terminalId(),
            shift.till().operatorId(),
            reason,
            utc(now))
        .update();
    return new DrawerOpening(
        openingId,
        shift.id().value(),
        who.operatorName(),
        DrawerOpening.Cause.NO_SALE,
        reason,
        now);
  }

  private List<DrawerOpening> named(List<Stored> openings) {
    Map<UUID, OperatorName> names =
        operators.find(openings.stream().map(Stored::operatorId).distinct().toList());
    return openings.stream()
        .map(
            stored -> {
              OperatorName name = names.get(stored.operatorId());
              DrawerOpening opening = stored.opening();
              return new DrawerOpening(
                  opening.openingId(),
                  opening.shiftId(),
                  name == null ? "" : name.name(),
                  opening.cause(),
                  opening.reason(),
                  opening.openedAt());
            })
        .toList();
  }

  private static Stored stored(ResultSet row, int number) throws SQLException {
    return new Stored(
        new DrawerOpening(
            row.getObject("opening_id", UUID.class),
            row.getObject("shift_id", UUID.class),
            "",
            DrawerOpening.Cause.valueOf(row.getString("cause")),
            row.getString("reason"),
            row.getObject("opened_at", OffsetDateTime.class).toInstant()),
        row.getObject("operator_id", UUID.class));
  }

  private static OffsetDateTime utc(Instant moment) {
    return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
  }
}
