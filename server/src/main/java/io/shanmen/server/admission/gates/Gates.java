package io.shanmen.server.admission.gates;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.admission.AdmissionProblem;
import io.shanmen.server.admission.GateStatus.GateDirection;
import io.shanmen.server.admission.GateStatus.OrderedMode;
import io.shanmen.server.admission.feed.FeedItem;
import io.shanmen.server.admission.feed.FeedNews;
import io.shanmen.server.admission.feed.FeedNews.News;
import io.shanmen.server.foundation.Remembered;
import io.shanmen.server.terminal.GateAssigned;
import io.shanmen.server.terminal.Terminal;
import io.shanmen.server.terminal.TerminalKind;
import io.shanmen.server.terminal.TerminalRevoked;
import io.shanmen.server.terminal.Terminals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The gates of the park. Few and seldom changed, so all of them are kept in memory. */
@Component
public class Gates {

  private static final String SELECT =
      """
      SELECT gate_id, no, name, checkpoint_no, direction, ordered_mode, revoked
      FROM admission.gate
      """;

  private final JdbcClient jdbc;
  private final Terminals terminals;
  private final FeedNews news;
  private final Remembered<Map<UUID, Gate>> known = new Remembered<>(this::byId);

  Gates(JdbcClient jdbc, Terminals terminals, FeedNews news) {
    this.jdbc = jdbc;
    this.terminals = terminals;
    this.news = news;
  }

  public Optional<Gate> find(UUID id) {
    return Optional.ofNullable(known.get().get(id));
  }

  /** All gates, by their numbers. */
  public List<Gate> all() {
    return List.copyOf(known.get().values());
  }

  /**
   * Takes over what is true of a gate's terminal now, whatever an event said: events may come late,
   * twice, at once or in another order. A gate that is new here gets the next free number.
   */
  @Transactional
  public void takeOver(UUID gateId) {
    // One at a time: what is read after this is written before anybody else reads.
    jdbc.sql("LOCK TABLE admission.gate IN SHARE ROW EXCLUSIVE MODE").update();
    Terminal terminal =
        terminals
            .find(gateId)
            .orElseThrow(() -> new IllegalStateException("a gate without a terminal: " + gateId));
    jdbc.sql(
            """
            INSERT INTO admission.gate
              (gate_id, no, name, checkpoint_no, direction, ordered_mode, revoked)
            SELECT ?, coalesce(max(no), 0) + 1, ?, ?, 'BOTH', 'NORMAL', ? FROM admission.gate
            ON CONFLICT (gate_id) DO UPDATE
            SET checkpoint_no = excluded.checkpoint_no, name = excluded.name,
              revoked = excluded.revoked
            """)
        .param(gateId)
        .param(terminal.name())
        .param(terminal.checkpoint())
        .param(!terminal.isApproved())
        .update();
    tell(gateId);
  }

  /** Gives a gate its number and the ways it is passed. */
  @Transactional
  public Outcome<Gate> describe(UUID gateId, int no, GateDirection direction) {
    if (find(gateId).isEmpty()) {
      return Outcome.refused(AdmissionProblem.GATE_UNKNOWN);
    }
    Optional<Gate> other =
        all().stream().filter(gate -> gate.no() == no && !gate.id().equals(gateId)).findFirst();
    if (other.isPresent()) {
      return Outcome.refused(
          AdmissionProblem.GATE_NUMBER_TAKEN, Map.of("no", no, "name", other.get().name()));
    }
    jdbc.sql("UPDATE admission.gate SET no = ?, direction = ? WHERE gate_id = ?")
        .params(no, direction.name(), gateId)
        .update();
    return Outcome.done(tell(gateId));
  }

  /** Orders a gate to work normally or to open for everybody. */
  @Transactional
  public Outcome<Gate> order(UUID gateId, OrderedMode mode) {
    int changed =
        jdbc.sql("UPDATE admission.gate SET ordered_mode = ? WHERE gate_id = ?")
            .params(mode.name(), gateId)
            .update();
    return changed == 0
        ? Outcome.refused(AdmissionProblem.GATE_UNKNOWN)
        : Outcome.done(tell(gateId));
  }

  @ApplicationModuleListener
  void on(GateAssigned assigned) {
    takeOver(assigned.terminalId());
  }

  @ApplicationModuleListener
  void on(TerminalRevoked revoked) {
    if (revoked.kind() == TerminalKind.GATE) {
      takeOver(revoked.terminalId());
    }
  }

  /** The gate as all gates are told of it. */
  public static FeedItem.Gate item(Gate gate) {
    return new FeedItem.Gate(
        gate.id(),
        gate.no(),
        gate.name(),
        gate.checkpointNo(),
        gate.direction().name(),
        gate.orderedMode().name());
  }

  /** Forgets what is kept in memory. */
  public void forget() {
    known.forget();
  }

  private Gate tell(UUID gateId) {
    Gate gate = load(gateId);
    news.append(List.of(News.lasting(item(gate))));
    known.forgetWhenOver();
    return gate;
  }

  private Map<UUID, Gate> byId() {
    return load().stream()
        .collect(Collectors.toMap(Gate::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  private Gate load(UUID gateId) {
    return jdbc.sql(SELECT + "WHERE gate_id = ?").param(gateId).query(Gates::row).single();
  }

  private List<Gate> load() {
    return jdbc.sql(SELECT + "ORDER BY no").query(Gates::row).list();
  }

  private static Gate row(ResultSet row, int number) throws SQLException {
    return new Gate(
        row.getObject("gate_id", UUID.class),
        row.getInt("no"),
        row.getString("name"),
        row.getObject("checkpoint_no", Integer.class),
        GateDirection.valueOf(row.getString("direction")),
        OrderedMode.valueOf(row.getString("ordered_mode")),
        row.getBoolean("revoked"));
  }
}
