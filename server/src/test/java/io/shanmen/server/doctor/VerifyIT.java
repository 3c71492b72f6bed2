package io.shanmen.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.foundation.Invariant;
import io.shanmen.server.foundation.ParkIT;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator verifies is what the tests verify. */
@ParkIT
class VerifyIT {

  @Autowired List<Invariant> ofTheServer;
  @Autowired DataSource database;
  @Autowired JdbcClient jdbc;

  @Test
  void everyInvariantIsWalkedThatNeedsNothingButTheDatabase() {
    assertThat(InvariantsOnly.walk(database))
        .extracting(InvariantsOnly.Walked::statement)
        .containsExactlyInAnyOrderElementsOf(
            ofTheServer.stream()
                .map(Invariant::statement)
                .filter(
                    statement ->
                        !statement.startsWith("the audit chain")
                            && !statement.startsWith("every sealed value"))
                .toList());
  }

  @Test
  void aViolationIsTold() {
    jdbc.sql(
            """
            INSERT INTO capacity.place (place_pool_id, day, slot, capacity, held)
            VALUES (gen_random_uuid(), '2026-10-01', 0, 5, 3)
            """)
        .update();
    assertThat(InvariantsOnly.walk(database))
        .filteredOn(walked -> !walked.violations().isEmpty())
        .singleElement()
        .satisfies(walked -> assertThat(walked.statement()).startsWith("I3"));
    jdbc.sql("DELETE FROM capacity.place").update();
  }
}
