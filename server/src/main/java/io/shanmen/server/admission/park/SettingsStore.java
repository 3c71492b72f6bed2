package io.shanmen.server.admission.park;

import io.shanmen.server.admission.AdmissionSettings;
import io.shanmen.server.foundation.Remembered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps how the park admits; read at every decision, so it stays in memory. */
@Component
public class SettingsStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Remembered<AdmissionSettings> known = new Remembered<>(this::read);

  SettingsStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  public AdmissionSettings settings() {
    return known.get();
  }

  private AdmissionSettings read() {
    return jdbc.sql("SELECT body FROM admission.settings")
        .query(String.class)
        .optional()
        .map(body -> json.readValue(body, AdmissionSettings.class))
        .orElse(AdmissionSettings.USUAL);
  }

  /** Replaces the settings. */
  @Transactional
  public void save(AdmissionSettings settings) {
    jdbc.sql(
            """
            INSERT INTO admission.settings (body) VALUES (?)
            ON CONFLICT (only_one) DO UPDATE SET body = excluded.body
            """)
        .param(json.writeValueAsString(settings))
        .update();
    known.forgetWhenOver();
  }

  /** Forgets what is kept in memory. */
  public void forget() {
    known.forget();
  }
}
