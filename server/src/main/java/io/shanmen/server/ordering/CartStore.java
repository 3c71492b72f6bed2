package io.shanmen.server.ordering;

import io.shanmen.server.identity.OperatorNames;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of parked carts. */
@Component
class CartStore {

  private static final TypeReference<List<WantedLine>> LINES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final OperatorNames names;
  private final JsonMapper json;

  CartStore(JdbcClient jdbc, OperatorNames names, JsonMapper json) {
    this.names = names;
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Writes a new cart.
   *
   * @return false if one of its id is there
   */
  boolean insert(ParkedCart parked, UUID operatorId, UUID shiftId) {
    Cart cart = parked.cart();
    return jdbc.sql(
                """
                INSERT INTO ordering.parked_cart
                  (cart_id, content_hash, state, label, lines, hold_ids, total_minor,
                   operator_id, terminal_id, shift_id, parked_at, expires_at)
                VALUES (?, ?, ?, ?, ?::jsonb, ?::uuid[], ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
            .params(
                cart.cartId(),
                parked.hash(),
                cart.state().name(),
                cart.label(),
                json.writeValueAsString(cart.lines()),
                parked.holdIds().stream()
                    .map(hold -> hold.map(UUID::toString).orElse(null))
                    .toArray(String[]::new),
                cart.totalMinor(),
                operatorId,
                parked.terminalId(),
                shiftId,
                cart.parkedAt().atOffset(ZoneOffset.UTC),
                cart.expiresAt().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<ParkedCart> find(UUID cartId) {
    return query("WHERE cart_id = ?", cartId).stream().findFirst();
  }

  /** Carts by id, locked until the transaction ends. */
  Map<UUID, ParkedCart> lock(Collection<UUID> cartIds) {
    return query("WHERE cart_id = ANY(?::uuid[]) ORDER BY cart_id FOR UPDATE", texts(cartIds))
        .stream()
        .collect(Collectors.toMap(cart -> cart.cart().cartId(), Function.identity()));
  }

  /** Carts that are over, locked; those that somebody else holds are left for the next time. */
  List<ParkedCart> lockLapsed(Instant now, int limit) {
    return query(
        "WHERE state IN ('PARKED', 'RECALLED') AND expires_at <= ? ORDER BY expires_at LIMIT "
            + limit
            + " FOR UPDATE SKIP LOCKED",
        now.atOffset(ZoneOffset.UTC));
  }

  /** What waits at a window, oldest first. */
  List<ParkedCart> parkedAt(UUID terminalId) {
    return query("WHERE state = 'PARKED' AND terminal_id = ? ORDER BY parked_at", terminalId);
  }

  int openIn(Collection<UUID> shiftIds) {
    return jdbc.sql(
            """
            SELECT count(*) FROM ordering.parked_cart
            WHERE shift_id = ANY(?::uuid[]) AND state IN ('PARKED', 'RECALLED')
            """)
        .param(texts(shiftIds))
        .query(Integer.class)
        .single();
  }

  /** Ends carts, or marks them as recalled. */
  void end(Collection<UUID> cartIds, CartState state) {
    jdbc.sql("UPDATE ordering.parked_cart SET state = ? WHERE cart_id = ANY(?::uuid[])")
        .params(state.name(), texts(cartIds))
        .update();
  }

  /** The places of a cart are gone; what it wants is still known. */
  void forgetHolds(UUID cartId) {
    jdbc.sql("UPDATE ordering.parked_cart SET hold_ids = '{}' WHERE cart_id = ?")
        .param(cartId)
        .update();
  }

  private List<ParkedCart> query(String condition, Object param) {
    return jdbc.sql("SELECT * FROM ordering.parked_cart " + condition)
        .param(param)
        .query(this::cart)
        .list();
  }

  private ParkedCart cart(ResultSet row, int number) throws SQLException {
    Array holds = row.getArray("hold_ids");
    return new ParkedCart(
        new Cart(
            row.getObject("cart_id", UUID.class),
            CartState.valueOf(row.getString("state")),
            row.getString("label"),
            json.readValue(row.getString("lines"), LINES),
            row.getLong("total_minor"),
            names.of(row.getObject("operator_id", UUID.class)),
            row.getObject("parked_at", OffsetDateTime.class).toInstant(),
            row.getObject("expires_at", OffsetDateTime.class).toInstant()),
        Arrays.stream((UUID[]) holds.getArray()).map(Optional::ofNullable).toList(),
        row.getBytes("content_hash"),
        row.getObject("terminal_id", UUID.class));
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }
}
