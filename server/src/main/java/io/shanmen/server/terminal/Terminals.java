package io.shanmen.server.terminal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The face of the module: looks up approved computers and gates. */
@Component
public class Terminals {

  private static final String SELECT =
      """
      SELECT terminal_id, name, kind, state, checkpoint
      FROM terminal.terminal
      """;

  private final JdbcClient jdbc;

  Terminals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A terminal in whatever state. */
  public Optional<Terminal> find(UUID id) {
    return jdbc.sql(SELECT + "WHERE terminal_id = ?").param(id).query(Terminals::row).optional();
  }

  /** A terminal's public key (P-256), as SubjectPublicKeyInfo. */
  public Optional<byte[]> publicKey(UUID id) {
    return jdbc.sql("SELECT public_key FROM terminal.terminal WHERE terminal_id = ?")
        .param(id)
        .query(byte[].class)
        .optional();
  }

  /** Those of the given that exist, in whatever state, by id. */
  public Map<UUID, Terminal> find(Collection<UUID> ids) {
    return jdbc
        .sql(SELECT + "WHERE terminal_id = ANY(?)")
        .param(ids.toArray(UUID[]::new))
        .query(Terminals::row)
        .list()
        .stream()
        .collect(Collectors.toMap(Terminal::id, Function.identity()));
  }

  /** All gates that are approved, by name. */
  public List<Terminal> gates() {
    return jdbc.sql(SELECT + "WHERE kind = 'GATE' AND state = 'APPROVED' ORDER BY name")
        .query(Terminals::row)
        .list();
  }

  private static Terminal row(ResultSet row, int number) throws SQLException {
    return new Terminal(
        row.getObject("terminal_id", UUID.class),
        row.getString("name"),
        TerminalKind.valueOf(row.getString("kind")),
        TerminalState.valueOf(row.getString("state")),
        row.getObject("checkpoint", Integer.class));
  }
}
