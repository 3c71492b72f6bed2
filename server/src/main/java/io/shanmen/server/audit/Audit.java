package io.shanmen.server.audit;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The face of the audit log. An entry joins the caller's transaction: it stays if and only if what
 * it tells of stays. Linking entries into the chain happens afterwards, in sets.
 */
@Component
public class Audit {

  private final AuditEntries entries;

  Audit(AuditEntries entries) {
    this.entries = entries;
  }

  /** Appends one entry. */
  public void record(AuditEntry entry) {
    entries.append(List.of(entry));
  }

  /** Appends a set of entries in one statement, for paths that write in sets. */
  public void record(List<AuditEntry> several) {
    if (!several.isEmpty()) {
      entries.append(several);
    }
  }
}
