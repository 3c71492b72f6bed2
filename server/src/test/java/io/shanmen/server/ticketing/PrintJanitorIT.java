package io.shanmen.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Client;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ordering.TestSales;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A ticket of which a kill left half on paper comes out again, with a code that voids the half. */
@ParkIT
class PrintJanitorIT {

  @Autowired TestSales sales;
  @Autowired PrintJanitor janitor;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void aPrintJobThatAKillLeftBehindEndsAndItsTicketIsPrintedAnew() {
    Client window = sales.window();
    long ticketNo =
        sales
            .sell(window, sales.sale(sales.single(8_000), 1))
            .ok()
            .path("tickets")
            .get(0)
            .path("ticketNo")
            .asLong();
    UUID left = leaveAsAKillDoes(ticketNo, window);
    // While it may still print.
    print(window, ticketNo).refused("TICKET_BEING_PRINTED");
    window
        .post("/api/ticketing/print-jobs/" + left + "/report", Map.of("printed", List.of(ticketNo)))
        .refused("PRINT_JOB_RUNNING");

    clock.advance(PrintBook.ABANDONED_AFTER.plus(Duration.ofSeconds(1)));
    janitor.endAbandonedJobs();

    print(window, ticketNo).ok();
    assertThat(
            jdbc.sql("SELECT print_state || ' ' || code_version FROM ticketing.ticket")
                .query(String.class)
                .single())
        .isEqualTo("PRINTED 2");
  }

  private UUID leaveAsAKillDoes(long ticketNo, Client window) {
    UUID job = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO ticketing.print_job
              (job_id, ticket_nos, way, state, operator_id, terminal_id, started_at)
            VALUES (?, ARRAY[?]::bigint[], 'PRINTER', 'SENDING', gen_random_uuid(), ?, ?)
            """)
        .params(job, ticketNo, window.terminalId(), Timestamp.from(clock.instant()))
        .update();
    jdbc.sql("UPDATE ticketing.ticket SET print_state = 'PRINTING', print_job_id = ?")
        .param(job)
        .update();
    return job;
  }

  private static io.shanmen.server.client.Answer print(Client window, long ticketNo) {
    return window.post(
        "/api/ticketing/print-jobs",
        Map.of(
            "jobId",
            UUID.randomUUID(),
            "ticketNos",
            List.of(ticketNo),
            "way",
            "PDF",
            "openDrawer",
            false));
  }
}
