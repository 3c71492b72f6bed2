package io.shanmen.server.admission.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The feed takes the oldest news by its index and reads each growing table once, however much waits
 * and whatever the database believes of a table that is empty most of the time.
 */
@ParkIT
class FeedPlanIT {

  private static final int WAITING = 20_000;
  private static final int SET = 100;
  private static final Set<String> GROWING = Set.of("feed_news", "feed", "feed_known");

  @Autowired FeedChainer chainer;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;
  @Autowired PlatformTransactionManager transactions;

  private String taking = "";

  /** The statement itself, as it is sent. */
  @BeforeEach
  void theStatement() {
    chainer.stop();
    write(1);
    taking =
        Statements.during(chainer::chainAll).stream()
            .map(Statements.Statement::sql)
            .filter(sql -> sql.contains("DELETE FROM admission.feed_news"))
            .findFirst()
            .orElseThrow();
  }

  @AfterEach
  void goOn() {
    chainer.start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"force_generic_plan", "force_custom_plan"})
  void newsIsTakenByItsIndexInASetWhetherTheTableWasCountedEmptyOrFull(String mode) {
    for (boolean countedEmpty : new boolean[] {true, false}) {
      assertThat(bad(Map.of("plan_cache_mode", mode), countedEmpty))
          .as("counted empty: %s", countedEmpty)
          .isEmpty();
    }
  }

  @Test
  void aPlanThatReadsAllNewsWouldBeSeen() {
    assertThat(
            bad(
                Map.of(
                    "enable_indexscan", "off",
                    "enable_indexonlyscan", "off",
                    "enable_bitmapscan", "off"),
                false))
        .anyMatch(step -> step.startsWith("Seq Scan on feed_news"));
  }

  /** The steps that read a table as a whole, or once for each row of another. */
  private List<String> bad(Map<String, String> planner, boolean countedEmpty) {
    List<String> bad = new ArrayList<>();
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              if (countedEmpty) {
                jdbc.sql("ANALYZE admission.feed_news").update();
              }
              write(WAITING);
              if (!countedEmpty) {
                jdbc.sql("ANALYZE admission.feed_news").update();
              }
              collect(plan(planner), bad);
              status.setRollbackOnly();
            });
    return bad;
  }

  private JsonNode plan(Map<String, String> planner) {
    planner.forEach((name, value) -> jdbc.sql("SET LOCAL " + name + " = " + value).update());
    String numbered = taking.replaceFirst("\\?", "\\$1").replaceFirst("\\?", "\\$2");
    jdbc.sql("PREPARE taking (int, timestamptz) AS " + numbered).update();
    String plan =
        jdbc.sql(
                "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE taking (%d, now())"
                    .formatted(SET))
            .query(String.class)
            .single();
    jdbc.sql("DEALLOCATE taking").update();
    return json.readTree(plan).get(0).path("Plan");
  }

  private static void collect(JsonNode step, List<String> bad) {
    String table = step.path("Relation Name").asString("");
    double rows =
        step.path("Actual Rows").asDouble() + step.path("Rows Removed by Filter").asLong();
    boolean whole = step.path("Node Type").asString().equals("Seq Scan");
    boolean again = step.path("Actual Loops").asLong() > 1;
    if (GROWING.contains(table) && (whole || again || rows > SET)) {
      bad.add(
          "%s on %s, %s rows, %d times"
              .formatted(
                  step.path("Node Type").asString(),
                  table,
                  rows,
                  step.path("Actual Loops").asLong()));
    }
    step.path("Plans").forEach(below -> collect(below, bad));
  }

  private void write(int count) {
    jdbc.sql(
            """
            INSERT INTO admission.feed_news (rank, key, kept, body)
            SELECT 5, 'USE:' || n, true, '{"kind":"USE","n":' || n || '}'
            FROM generate_series(1, ?) n
            """)
        .param(count)
        .update();
  }
}
