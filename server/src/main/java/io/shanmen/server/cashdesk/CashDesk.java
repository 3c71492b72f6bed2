package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The face of the module: tells who may take money, and keeps shifts from closing meanwhile. */
@Component
public class CashDesk {

  CashDesk() {}

  /**
   * The open shift of each till, locked until the caller's transaction ends so that no close can
   * race a sale; refused with {@code NO_OPEN_SHIFT} where there is none (R1).
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<Till, Outcome<OpenShift>> openShifts(Set<Till> tills) {
    throw new UnsupportedOperationException("follows with the migrations");
  }
}
