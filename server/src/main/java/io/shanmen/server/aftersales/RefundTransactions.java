package io.shanmen.server.aftersales;

import io.shanmen.kernel.outcome.Outcome;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a step in a transaction that stays only if the step is done. */
@Component
class RefundTransactions {

  private final TransactionTemplate transaction;

  RefundTransactions(PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
  }

  /** A refused step leaves no trace. */
  <T> Outcome<T> orRollback(Supplier<Outcome<T>> step) {
    return transaction.execute(
        status -> {
          Outcome<T> outcome = step.get();
          if (!outcome.isDone()) {
            status.setRollbackOnly();
          }
          return outcome;
        });
  }

  void always(Runnable step) {
    transaction.executeWithoutResult(status -> step.run());
  }
}
