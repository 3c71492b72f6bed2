package io.shanmen.server.foundation;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the park's profile. It is written once, at the first-run set-up, and only its names may
 * change later: money and days already booked stand on the rest.
 */
@Component
public class ParkProfile {

  private final JdbcClient jdbc;
  private volatile @Nullable Park known;

  ParkProfile(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The park.
   *
   * @throws IllegalStateException before the first-run set-up
   */
  public Park park() {
    return find().orElseThrow(() -> new IllegalStateException("the park has not been set up"));
  }

  /** The park, or nothing before the first-run set-up. */
  public Optional<Park> find() {
    Park cached = known;
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<Park> stored =
        jdbc.sql("SELECT name_zh, name_en, zone, cut_off, currency FROM foundation.park")
            .query(
                (row, number) ->
                    new Park(
                        row.getString("name_zh"),
                        row.getString("name_en"),
                        ZoneId.of(row.getString("zone")),
                        row.getObject("cut_off", LocalTime.class),
                        Currency.getInstance(row.getString("currency"))))
            .optional();
    stored.ifPresent(park -> known = park);
    return stored;
  }

  /**
   * Sets the park up, once.
   *
   * @return whether this call did it: false if the park had been set up before
   */
  public boolean setUp(Park park) {
    return jdbc.sql(
                """
                INSERT INTO foundation.park (name_zh, name_en, zone, cut_off, currency)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
            .params(
                park.nameZh(),
                park.nameEn(),
                park.zone().getId(),
                park.cutOff(),
                park.currency().getCurrencyCode())
            .update()
        == 1;
  }

  /** Renames the park on everything printed from now on. */
  public void rename(String nameZh, String nameEn) {
    jdbc.sql("UPDATE foundation.park SET name_zh = ?, name_en = ?").params(nameZh, nameEn).update();
    known = null;
  }

  /** Forgets what is cached; for tests that empty the database. */
  void forget() {
    known = null;
  }
}
