package io.shanmen.server.foundation;

import io.shanmen.kernel.outcome.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What a caller is told when carrying out a request failed; logged here, once. */
public final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The refusal for a failure. */
  public static Refusal refusalOf(Exception failure) {
    return switch (failure) {
      case DataAccessResourceFailureException e -> databaseAway(e);
      case TransientDataAccessException e -> databaseAway(e);
      case CannotCreateTransactionException e -> databaseAway(e);
      case TransactionSystemException e -> databaseAway(e);
      case GroupCommit.Overloaded e -> {
        log.warn("overloaded: {}", e.getMessage());
        yield Refusal.of(FoundationProblem.OVERLOADED);
      }
      case GroupCommit.OutcomeUnknown e -> {
        log.error("a caller waited in vain", e);
        yield Refusal.of(FoundationProblem.OUTCOME_UNKNOWN);
      }
      case Exception e -> bug(e);
    };
  }

  private static Refusal databaseAway(Exception e) {
    log.error("the database is away", e);
    return Refusal.of(FoundationProblem.DATABASE_AWAY);
  }

  private static Refusal bug(Exception e) {
    log.error("a request broke", e);
    String correlationId = MDC.get(Problem.CORRELATION_KEY);
    return Refusal.of(
        FoundationProblem.INTERNAL_ERROR,
        "correlationId",
        correlationId == null ? "-" : correlationId);
  }
}
