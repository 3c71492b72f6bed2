package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.vault.DataKeyState;
import io.shanmen.server.vault.FieldKeys;
import io.shanmen.server.vault.MasterKeyAway;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins a new data key on somebody's word, and says so in the log, all or nothing. */
@Component
class DataKeyRenewal {

  private static final String ACTION = "identity.data_key_renewed";

  private final FieldKeys keys;
  private final Audit audit;
  private final TransactionTemplate transaction;

  DataKeyRenewal(FieldKeys keys, Audit audit, PlatformTransactionManager transactions) {
    this.keys = keys;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The number of the new key. */
  Outcome<Integer> renew(SignedIn who) {
    try {
      Outcome<Integer> outcome = transaction.execute(status -> begin(who));
      return outcome == null ? Outcome.refused(IdentityProblem.PERSONAL_DATA_LOCKED) : outcome;
    } catch (MasterKeyAway away) {
      return Outcome.refused(IdentityProblem.PERSONAL_DATA_LOCKED);
    }
  }

  private Outcome<Integer> begin(SignedIn who) {
    if (!keys.renew()) {
      return Outcome.refused(IdentityProblem.DATA_KEY_RENEWAL_UNDER_WAY);
    }
    int active =
        keys.all().stream()
            .filter(key -> key.state() == DataKeyState.ACTIVE)
            .findFirst()
            .orElseThrow()
            .id();
    audit.record(AuditEntry.done(who.actor(), ACTION, AuditSubject.of("data-key", active)));
    return Outcome.done(active);
  }
}
