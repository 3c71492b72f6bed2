package io.shanmen.server.audit;

import io.shanmen.server.foundation.Invariant;
import java.util.List;
import org.springframework.stereotype.Component;

/** I9: the chain verifies. */
@Component
class AuditInvariant implements Invariant {

  private final ChainKeeper keeper;
  private final AuditVerification verification;

  AuditInvariant(ChainKeeper keeper, AuditVerification verification) {
    this.keeper = keeper;
    this.verification = verification;
  }

  @Override
  public String statement() {
    return "the audit chain verifies and links every entry";
  }

  @Override
  public List<String> violations() {
    keeper.linkAll();
    AuditVerdict verdict = verification.verify();
    return verdict.findings().stream().map(AuditVerdict.Finding::toString).toList();
  }
}
