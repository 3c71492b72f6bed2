package io.shanmen.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.ShanmenServer;
import io.shanmen.server.doctor.Doctor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A park on a PostgreSQL that somebody else looks after, where it is an ordinary user. */
class ExternalPostgresIT {

  private static final String PASSWORD = "not 'the' same: as the embedded one's";

  @TempDir Path folder;

  private EmbeddedPostgres elsewhere;
  private Map<String, Object> settings;

  @BeforeEach
  void aDatabaseOfTheParksOwn() throws SQLException {
    elsewhere =
        EmbeddedPostgres.start(folder.resolve("elsewhere"), TestPostgres.programs(), Map.of());
    DatabaseAddress admin = elsewhere.superuserAddress();
    try (Connection connection =
            DriverManager.getConnection(admin.url(), admin.user(), admin.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE tickets LOGIN PASSWORD '%s'".formatted(PASSWORD.replace("'", "''")));
      statement.execute("CREATE DATABASE tickets OWNER tickets");
    }
    String server = admin.url().substring(0, admin.url().lastIndexOf('/') + 1);
    settings =
        new HashMap<>(
            Map.of(
                "shanmen.data",
                folder.resolve("data").toString(),
                "shanmen.db.url",
                server + "tickets",
                "shanmen.db.user",
                "tickets",
                "shanmen.db.password",
                PASSWORD));
  }

  @AfterEach
  void end() {
    elsewhere.close();
  }

  @Test
  void theServerServesFromItAndMakesNoneOfItsOwn() {
    try (ConfigurableApplicationContext server =
        new SpringApplicationBuilder(ShanmenServer.class)
            .properties(settings)
            .properties(Map.of("shanmen.port", "0", "server.port", "0"))
            .run()) {
      JdbcClient database = server.getBean(JdbcClient.class);
      assertThat(database.sql("SELECT current_user").query(String.class).single())
          .isEqualTo("tickets");
      assertThat(database.sql("SELECT count(*) FROM identity.role").query(Long.class).single())
          .isPositive();
      assertThat(folder.resolve("data").resolve(Database.EMBEDDED_FOLDER)).doesNotExist();
    }
    // This process stays the holder of the server's folder until it ends.
    settings.put("shanmen.data", folder.resolve("doctor").toString());
    assertThat(doctorSays(true)).contains("external (tickets at ", "every module's is up to date");
  }

  @Test
  void theDoctorSaysWhatIsWrongAndNeverThePassword() {
    settings.put("shanmen.db.password", "wrong-password-7");
    assertThat(doctorSays(false)).contains("BAD    database").doesNotContain("wrong-password-7");
  }

  private String doctorSays(boolean healthy) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("park", settings));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    boolean found =
        new Doctor(InstantSource.system())
            .visit(environment, new PrintStream(said, true, StandardCharsets.UTF_8));
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(found).as(text).isEqualTo(healthy);
    return text;
  }
}
