package io.shanmen.server.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of the log found.
 *
 * @param entries how many linked entries were looked at
 * @param waiting how many entries are not linked yet; a few are normal, they wait a second
 * @param anchors how many remembered ends of the chain were compared
 * @param findings what is wrong, at most {@link #FINDING_LIMIT}; empty when all is well
 */
public record AuditVerdict(long entries, long waiting, long anchors, List<Finding> findings) {

  public static final int FINDING_LIMIT = 100;

  public AuditVerdict {
    findings = List.copyOf(findings);
  }

  public boolean isIntact() {
    return findings.isEmpty();
  }

  /** The sorts of damage. */
  public enum Damage {
    /** The entry's content is not what was linked. */
    ALTERED,
    /** A linked entry, or a link of the chain, is gone. */
    MISSING,
    /** Links stand in another order, or one was rewritten. */
    REORDERED,
    /** An entry is there that no link and no waiting list knows. */
    SLIPPED_IN,
    /** The chain differs from an end of it that was remembered outside the database. */
    REWRITTEN
  }

  /**
   * One piece of damage.
   *
   * @param damage its sort
   * @param sequence the place in the chain; 0 for an entry outside it
   * @param entryId the entry, where known
   */
  public record Finding(Damage damage, long sequence, @Nullable Long entryId) {}
}
