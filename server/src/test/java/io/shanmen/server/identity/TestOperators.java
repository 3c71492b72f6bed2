package io.shanmen.server.identity;

import io.shanmen.server.foundation.AfterReset;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes operators straight into the tables, and forgets them when those are emptied. */
@Component
public class TestOperators implements AfterReset {

  private final OperatorTable table;
  private final OperatorNames names;
  private final InstantSource clock;

  TestOperators(OperatorTable table, OperatorNames names, InstantSource clock) {
    this.table = table;
    this.names = names;
    this.clock = clock;
  }

  /** An operator with a password of his own and without roles. */
  public void insert(UUID operatorId, String signInName, String name, String passwordHash) {
    table.insert(
        new OperatorTable.NewOperator(operatorId, signInName, name, passwordHash, true),
        clock.instant());
  }

  @Override
  public void afterReset() {
    names.afterSingletonsInstantiated();
  }
}
