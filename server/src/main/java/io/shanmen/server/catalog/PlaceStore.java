package io.shanmen.server.catalog;

import io.shanmen.kernel.validity.SlotWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes checkpoints and pools of places. */
@Component
class PlaceStore {

  private static final String POOLS =
      """
      SELECT p.place_pool_id, p.name_zh, p.name_en, s.slot_no, s.start_minute, s.end_minute,
        s.early_minutes, s.late_minutes
      FROM catalog.place_pool p
      LEFT JOIN catalog.slot s USING (place_pool_id)
      """;

  private final JdbcClient jdbc;

  PlaceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Checkpoint> checkpoints() {
    return jdbc.sql(
            """
            SELECT checkpoint_no, name_zh, name_en, active FROM catalog.checkpoint
            ORDER BY checkpoint_no
            """)
        .query(
            (row, number) ->
                new Checkpoint(
                    row.getInt("checkpoint_no"),
                    new Names(row.getString("name_zh"), row.getString("name_en")),
                    row.getBoolean("active")))
        .list();
  }

  void save(Checkpoint checkpoint) {
    jdbc.sql(
            """
            INSERT INTO catalog.checkpoint (checkpoint_no, name_zh, name_en, active)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (checkpoint_no) DO UPDATE
            SET name_zh = excluded.name_zh, name_en = excluded.name_en, active = excluded.active
            """)
        .params(
            checkpoint.no(), checkpoint.names().zh(), checkpoint.names().en(), checkpoint.active())
        .update();
  }

  List<PlacePool> pools() {
    return List.copyOf(pools(jdbc.sql(POOLS + "ORDER BY p.name_zh, p.place_pool_id, s.slot_no")));
  }

  Collection<PlacePool> pools(Collection<PlacePoolId> ids) {
    return pools(
        jdbc.sql(
                POOLS
                    + """
                    WHERE p.place_pool_id = ANY (?::uuid[])
                    ORDER BY p.place_pool_id, s.slot_no
                    """)
            .param(ids.stream().map(PlacePoolId::value).toArray(UUID[]::new)));
  }

  void save(PlacePool pool) {
    jdbc.sql(
            """
            INSERT INTO catalog.place_pool (place_pool_id, name_zh, name_en) VALUES (?, ?, ?)
            ON CONFLICT (place_pool_id) DO UPDATE
            SET name_zh = excluded.name_zh, name_en = excluded.name_en
            """)
        .params(pool.id().value(), pool.names().zh(), pool.names().en())
        .update();
    for (Slot slot : pool.slots()) {
      jdbc.sql(
              """
              INSERT INTO catalog.slot
                (place_pool_id, slot_no, start_minute, end_minute, early_minutes, late_minutes)
              VALUES (?, ?, ?, ?, ?, ?)
              ON CONFLICT DO NOTHING
              """)
          .params(
              pool.id().value(),
              slot.no(),
              slot.window().startMinute(),
              slot.window().endMinute(),
              slot.window().earlyMinutes(),
              slot.window().lateMinutes())
          .update();
    }
  }

  private static Collection<PlacePool> pools(JdbcClient.StatementSpec sql) {
    Map<PlacePoolId, PlacePool> pools = new LinkedHashMap<>();
    sql.query(
        row -> {
          PlacePoolId id = new PlacePoolId(row.getObject("place_pool_id", UUID.class));
          Names names = new Names(row.getString("name_zh"), row.getString("name_en"));
          List<Slot> slots = new ArrayList<>();
          PlacePool before = pools.get(id);
          if (before != null) {
            slots.addAll(before.slots());
          }
          Integer slotNo = row.getObject("slot_no", Integer.class);
          if (slotNo != null) {
            slots.add(
                new Slot(
                    slotNo,
                    new SlotWindow(
                        row.getInt("start_minute"),
                        row.getInt("end_minute"),
                        row.getInt("early_minutes"),
                        row.getInt("late_minutes"))));
          }
          pools.put(id, new PlacePool(id, names, slots));
        });
    return pools.values();
  }
}
