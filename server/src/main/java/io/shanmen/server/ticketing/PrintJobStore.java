package io.shanmen.server.ticketing;

import io.shanmen.server.identity.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of print jobs. */
@Component
class PrintJobStore {

  private final JdbcClient jdbc;

  PrintJobStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Writes a new job.
   *
   * @return false if one of its id is there
   */
  boolean insert(PrintJob job, SignedIn who, @Nullable UUID shiftId, Instant now) {
    return jdbc.sql(
                """
                INSERT INTO ticketing.print_job
                  (job_id, ticket_nos, way, state, operator_id, terminal_id, shift_id, started_at)
                VALUES (?, ?::bigint[], ?, ?, ?, ?, ?::uuid, ?)
                ON CONFLICT DO NOTHING
                """)
            .param(job.jobId())
            .param(job.ticketNos().toArray(Long[]::new))
            .param(job.way().name())
            .param(job.state().name())
            .param(who.operatorId())
            .param(who.terminalId())
            .param(shiftId)
            .param(SqlTime.of(now))
            .update()
        == 1;
  }

  /** A job that this person began, or that was begun at this computer. */
  Optional<PrintJob> find(UUID jobId, SignedIn who) {
    return jdbc.sql(
            """
            SELECT * FROM ticketing.print_job
            WHERE job_id = ? AND (operator_id = ? OR terminal_id = ?)
            """)
        .params(jobId, who.operatorId(), who.terminalId())
        .query(PrintJobStore::job)
        .optional();
  }

  /** Whether a job was begun after a moment and is still the last that its tickets came by. */
  boolean isTheLast(PrintJob job, Instant after) {
    return jdbc.sql(
            """
            SELECT j.started_at > ? AND NOT EXISTS (
              SELECT FROM ticketing.ticket t
              WHERE t.ticket_no = ANY (j.ticket_nos) AND t.print_job_id IS DISTINCT FROM j.job_id)
            FROM ticketing.print_job j WHERE j.job_id = ?
            """)
        .params(SqlTime.of(after), job.jobId())
        .query((row, number) -> row.getBoolean(1))
        .single();
  }

  /** The same, locked until the transaction ends. */
  Optional<PrintJob> lock(UUID jobId) {
    return select("WHERE job_id = ? FOR UPDATE", jobId).stream().findFirst();
  }

  /** Jobs that somebody began to send before a moment and never ended. */
  List<PrintJob> lockAbandoned(Instant before) {
    return select(
        "WHERE state = 'SENDING' AND started_at < ? FOR UPDATE SKIP LOCKED", SqlTime.of(before));
  }

  void end(PrintJob job, Instant now) {
    jdbc.sql(
            """
            UPDATE ticketing.print_job
            SET state = ?, printed = ?::bigint[], failure = ?::text, ended_at = ?
            WHERE job_id = ?
            """)
        .param(job.state().name())
        .param(job.printed().toArray(Long[]::new))
        .param(job.failure() == null ? null : job.failure().name())
        .param(SqlTime.of(now))
        .param(job.jobId())
        .update();
  }

  private List<PrintJob> select(String condition, Object... params) {
    return jdbc.sql("SELECT * FROM ticketing.print_job " + condition)
        .params(params)
        .query(PrintJobStore::job)
        .list();
  }

  private static PrintJob job(ResultSet row, int number) throws SQLException {
    String failure = row.getString("failure");
    return new PrintJob(
        row.getObject("job_id", UUID.class),
        PrintJob.Way.valueOf(row.getString("way")),
        PrintJob.State.valueOf(row.getString("state")),
        numbers(row, "ticket_nos"),
        numbers(row, "printed"),
        failure == null ? null : PrintJob.Failure.valueOf(failure));
  }

  private static List<Long> numbers(ResultSet row, String column) throws SQLException {
    return Arrays.asList((Long[]) row.getArray(column).getArray());
  }
}
