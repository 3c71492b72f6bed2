package io.shanmen.server.admission;

import io.shanmen.kernel.admission.Reason;
import io.shanmen.server.ticketing.TicketLifeEvent;
import io.shanmen.server.ticketing.TicketLifeSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells where and when a ticket passed, was refused, or made a conflict. */
@Component
class PassageLives implements TicketLifeSource {

  private final JdbcClient jdbc;

  PassageLives(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<TicketLifeEvent> livesOf(Collection<TicketKey> tickets) {
    Long[] numbers = tickets.stream().map(TicketKey::ticketNo).toArray(Long[]::new);
    List<TicketLifeEvent> lives = new ArrayList<>(passages(numbers));
    lives.addAll(refusals(numbers));
    return lives;
  }

  private List<TicketLifeEvent> passages(Long[] numbers) {
    return jdbc.sql(
            """
            SELECT ticket_no, at, kind, gate_id, gate_no, gate_name, conflict, late, decided_by
            FROM admission.v_passages WHERE ticket_no = ANY(?)
            """)
        .param(numbers)
        .query(PassageLives::passage)
        .list();
  }

  private List<TicketLifeEvent> refusals(Long[] numbers) {
    return jdbc.sql(
            """
            SELECT r.ticket_no, r.at, r.reason, r.gate_id, r.gate_no
            FROM admission.v_presentations r
            WHERE r.ticket_no = ANY(?) AND r.decision = 'REFUSE'
            """)
        .param(numbers)
        .query(PassageLives::refusal)
        .list();
  }

  private static TicketLifeEvent passage(ResultSet row, int number) throws SQLException {
    int gateNo = row.getInt("gate_no");
    String kind = row.getString("kind");
    String conflict = row.getString("conflict");
    String zh =
        switch (PassageSort.valueOf(kind)) {
          case FIRST -> gateNo + "号闸入园";
          case REENTRY -> gateNo + "号闸再次入园";
          case EXIT -> gateNo + "号闸出园";
          case MANUAL, UNTICKETED_IN, UNTICKETED_OUT, EXIT_COUNTED -> gateNo + "号闸通过";
        };
    String en =
        switch (PassageSort.valueOf(kind)) {
          case FIRST -> "Admitted at gate " + gateNo;
          case REENTRY -> "Came back at gate " + gateNo;
          case EXIT -> "Left at gate " + gateNo;
          case MANUAL, UNTICKETED_IN, UNTICKETED_OUT, EXIT_COUNTED -> "Passed gate " + gateNo;
        };
    return event(
        row,
        conflict == null ? (kind.equals("FIRST") ? "ADMITTED" : kind) : "CONFLICT",
        conflict == null ? zh : zh + "，与另一次通行冲突",
        conflict == null ? en : en + ", in conflict with another passage",
        Map.of(
            "gateNo", gateNo,
            "late", row.getBoolean("late"),
            "decidedBy", row.getString("decided_by")));
  }

  private static TicketLifeEvent refusal(ResultSet row, int number) throws SQLException {
    int gateNo = row.getInt("gate_no");
    Reason reason = Reason.valueOf(row.getString("reason"));
    return event(
        row,
        "REFUSED_AT_GATE",
        gateNo + "号闸未放行：" + reason.display(),
        "Refused at gate " + gateNo + ": " + reason.en(),
        Map.of("gateNo", gateNo, "reason", reason.name()));
  }

  private static TicketLifeEvent event(
      ResultSet row, String kind, String zh, String en, Map<String, Object> facts)
      throws SQLException {
    @Nullable UUID operatorId = null;
    return new TicketLifeEvent(
        row.getLong("ticket_no"),
        row.getTimestamp("at").toInstant(),
        kind,
        zh,
        en,
        operatorId,
        row.getObject("gate_id", UUID.class),
        facts);
  }
}
