package io.shanmen.server.ticketing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What befell tickets in this room, appended in sets and never changed. */
@Component
class TicketEvents {

  /** What can befall a ticket here. */
  enum Kind {
    PRINTED("已出票", "Printed"),
    PRINT_FAILED("打印失败", "Printing failed"),
    REPRINTED("已重打，原票码作废", "Reprinted; the former code is void"),
    CODE_RENEWED("打印失败后换码，原票码作废", "New code after a failed print; the former is void"),
    MOVED_TO_PHONE("已转到手机，原票码作废", "Moved onto a phone; the former code is void"),
    LOCKED("退票申请中，已锁定", "Locked for a refund"),
    UNLOCKED("已解锁", "Unlocked"),
    REFUNDED("已退票", "Refunded"),
    VOIDED("已撤销", "Voided"),
    EXPIRED("已过期", "Expired"),
    REVIVED("有效期未到，已恢复", "Not expired after all; valid again");

    private final String zh;
    private final String en;

    Kind(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }
  }

  private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  TicketEvents(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void append(Collection<Long> ticketNos, Kind kind, By by, Map<String, Object> facts) {
    jdbc.sql(
            """
            INSERT INTO ticketing.ticket_event
              (ticket_no, at, kind, operator_id, terminal_id, shift_id, facts)
            SELECT no, ?::timestamptz, ?::text, ?::uuid, ?::uuid, ?::uuid, ?::jsonb FROM unnest(?::bigint[]) AS g(no)
            """)
        .param(SqlTime.of(by.at()))
        .param(kind.name())
        .param(by.operatorId())
        .param(by.terminalId())
        .param(by.shiftId())
        .param(json.writeValueAsString(facts))
        .param(TicketStore.array(ticketNos))
        .update();
  }

  List<TicketLifeEvent> of(Collection<Long> ticketNos) {
    return jdbc.sql(
            """
            SELECT ticket_no, at, kind, operator_id, terminal_id, facts
            FROM ticketing.ticket_event WHERE ticket_no = ANY(?) ORDER BY event_id
            """)
        .param(TicketStore.array(ticketNos))
        .query(this::event)
        .list();
  }

  private TicketLifeEvent event(ResultSet row, int number) throws SQLException {
    Kind kind = Kind.valueOf(row.getString("kind"));
    return new TicketLifeEvent(
        row.getLong("ticket_no"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        kind.name(),
        kind.zh,
        kind.en,
        row.getObject("operator_id", UUID.class),
        row.getObject("terminal_id", UUID.class),
        json.readValue(row.getString("facts"), FACTS));
  }
}
