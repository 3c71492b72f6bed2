package io.shanmen.server.cashdesk;

import io.shanmen.server.identity.OperatorNames;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.terminal.Terminal;
import io.shanmen.server.terminal.Terminals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes floats. */
@Component
class FloatStore {

  private static final String FLOAT =
      """
      SELECT float_id, operator_id, terminal_id, state, amount_minor, issued_by, issued_at,
        miscounts
      FROM cashdesk.float_issue
      """;

  /**
   * A float as it is stored.
   *
   * @param amountMinor how much; null while it is only requested
   */
  record Stored(
      UUID floatId,
      Till till,
      String operatorName,
      CashFloat.State state,
      @Nullable Long amountMinor,
      @Nullable String issuedBy,
      @Nullable Instant issuedAt,
      int miscounts) {}

  private final JdbcClient jdbc;
  private final Terminals terminals;
  private final OperatorNames names;
  private final CashLines lines;

  FloatStore(JdbcClient jdbc, Terminals terminals, OperatorNames names, CashLines lines) {
    this.jdbc = jdbc;
    this.names = names;
    this.terminals = terminals;
    this.lines = lines;
  }

  Optional<Stored> lock(UUID floatId) {
    return jdbc.sql(FLOAT + "WHERE float_id = ? FOR UPDATE")
        .param(floatId)
        .query(this::stored)
        .optional();
  }

  /** The float that waits for the operator or at the terminal. */
  Optional<Stored> waiting(Till till) {
    return jdbc.sql(
            FLOAT
                + """
                WHERE state IN ('REQUESTED', 'ISSUED') AND (operator_id = ? OR terminal_id = ?)
                ORDER BY operator_id = ? DESC
                LIMIT 1
                """)
        .params(till.operatorId(), till.terminalId(), till.operatorId())
        .query(this::stored)
        .optional();
  }

  List<CashFloat> allWaiting() {
    return named(
        jdbc.sql(
                FLOAT
                    + """
                    WHERE state IN ('REQUESTED', 'ISSUED')
                    ORDER BY state DESC, requested_at, float_id
                    """)
            .query(this::stored)
            .list());
  }

  /** Records a request; false if another float waits for the operator or at the drawer. */
  boolean request(UUID floatId, Till till, Instant now) {
    return jdbc.sql(
                """
                INSERT INTO cashdesk.float_issue
                  (float_id, operator_id, terminal_id, state, requested_at)
                VALUES (?, ?, ?, 'REQUESTED', ?)
                ON CONFLICT DO NOTHING
                """)
            .params(floatId, till.operatorId(), till.terminalId(), utc(now))
            .update()
        == 1;
  }

  void issue(UUID floatId, long amountMinor, List<CashLine> counted, SignedIn issuer, Instant now) {
    jdbc.sql(
            """
            UPDATE cashdesk.float_issue
            SET state = 'ISSUED', amount_minor = ?, denominations = ?::jsonb, issued_by = ?,
              issued_at = ?
            WHERE float_id = ?
            """)
        .params(amountMinor, lines.write(counted), issuer.operatorId(), utc(now), floatId)
        .update();
  }

  void setState(UUID floatId, CashFloat.State state) {
    jdbc.sql("UPDATE cashdesk.float_issue SET state = ? WHERE float_id = ?")
        .params(state.name(), floatId)
        .update();
  }

  void miscounted(UUID floatId) {
    jdbc.sql("UPDATE cashdesk.float_issue SET miscounts = miscounts + 1 WHERE float_id = ?")
        .param(floatId)
        .update();
  }

  CashFloat named(Stored stored) {
    return named(List.of(stored)).getFirst();
  }

  private List<CashFloat> named(List<Stored> floats) {
    Set<UUID> ids =
        floats.stream().map(stored -> stored.till().terminalId()).collect(Collectors.toSet());
    Map<UUID, Terminal> known = terminals.find(ids);
    return floats.stream()
        .map(
            stored -> {
              Terminal terminal = known.get(stored.till().terminalId());
              return new CashFloat(
                  stored.floatId(),
                  stored.till().operatorId(),
                  stored.operatorName(),
                  stored.till().terminalId(),
                  terminal == null ? "" : terminal.name(),
                  stored.state(),
                  stored.issuedBy(),
                  stored.issuedAt(),
                  stored.miscounts());
            })
        .toList();
  }

  private Stored stored(ResultSet row, int number) throws SQLException {
    @Nullable OffsetDateTime issuedAt = row.getObject("issued_at", OffsetDateTime.class);
    UUID operatorId = row.getObject("operator_id", UUID.class);
    return new Stored(
        row.getObject("float_id", UUID.class),
        new Till(operatorId, row.getObject("terminal_id", UUID.class)),
        names.of(operatorId),
        CashFloat.State.valueOf(row.getString("state")),
        row.getObject("amount_minor", Long.class),
        names.ofOrNone(row.getObject("issued_by", UUID.class)),
        issuedAt == null ? null : issuedAt.toInstant(),
        row.getInt("miscounts"));
  }

  private static OffsetDateTime utc(Instant moment) {
    return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
  }
}
