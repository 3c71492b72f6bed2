package io.shanmen.server.identity;

import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditQuery;
import io.shanmen.server.audit.AuditRecord;
import io.shanmen.server.audit.AuditSearch;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.audit.AuditVerdict;
import io.shanmen.server.audit.AuditVerification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The console's page of the audit log. It is here and not in the audit module, which stands below
 * this one and knows neither operators nor permissions.
 */
@RestController
@RequestMapping("/api/audit")
class AuditController {

  private static final String SIGN_IN_NAME = "sign_in_name";

  private final AuditSearch search;
  private final AuditVerification verification;
  private final Audit audit;
  private final OperatorNames names;
  private final AuditedNames marks;

  AuditController(
      AuditSearch search,
      AuditVerification verification,
      Audit audit,
      OperatorNames names,
      AuditedNames marks) {
    this.search = search;
    this.names = names;
    this.marks = marks;
    this.verification = verification;
    this.audit = audit;
  }

  /** An entry; {@code before} and {@code after} are JSON as text, {@code refusal} a code. */
  record EntryView(
      long entryId,
      Instant at,
      AuditActor.Kind actorKind,
      @Nullable UUID actorId,
      String actorName,
      @Nullable UUID terminalId,
      String action,
      String subjectType,
      String subjectId,
      @Nullable String before,
      @Nullable String after,
      @Nullable String refusal) {}

  /**
   * A page of the log, newest first.
   *
   * @param next what to give as {@code after} for the next page; null on the last
   */
  record EntryPage(List<EntryView> entries, @Nullable Long next) {}

  /** What to look for, as query parameters. */
  record EntryQuery(
      @Nullable UUID actorId,
      @Nullable String action,
      @Nullable String subjectType,
      @Nullable String subjectId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Boolean refusedOnly) {

    AuditQuery toQuery(AuditedNames marks) {
      AuditSubject subject =
          subjectType == null || subjectId == null
              ? null
              : new AuditSubject(
                  subjectType,
                  subjectType.equals(SIGN_IN_NAME) ? marks.subject(subjectId) : subjectId);
      return new AuditQuery(
          actorId,
          action,
          subject,
          new AuditQuery.Period(from, to),
          Boolean.TRUE.equals(refusedOnly));
    }
  }

  record FindingView(AuditVerdict.Damage damage, long sequence, @Nullable Long entryId) {}

  record VerdictView(
      boolean intact, long entries, long waiting, long anchors, List<FindingView> findings) {}

  @GetMapping("/entries")
  @Permit(IdentityPermissions.READ_AUDIT)
  EntryPage auditEntries(
      @ParameterObject EntryQuery query,
      @RequestParam(required = false) @Nullable Long after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = Math.clamp(limit, 1, AuditSearch.PAGE_LIMIT_ENTRIES);
    List<AuditRecord> found = search.find(query.toQuery(marks), after, size);
    Long next = found.size() < size ? null : found.getLast().entryId();
    AuditedNames.Legend legend = marks.legend();
    return new EntryPage(found.stream().map(entry -> shown(entry, legend)).toList(), next);
  }

  private EntryView shown(AuditRecord entry, AuditedNames.Legend legend) {
    String before = entry.before();
    String after = entry.after();
    return new EntryView(
        entry.entryId(),
        entry.at(),
        entry.actorKind(),
        entry.actorId(),
        actor(entry, legend),
        entry.terminalId(),
        entry.action(),
        entry.subjectType(),
        legend.read(entry.subjectId()),
        before == null ? null : legend.readJson(before),
        after == null ? null : legend.readJson(after),
        entry.refusal());
  }

  /** Entries of versions before the seals have the name that the actor had then. */
  private String actor(AuditRecord entry, AuditedNames.Legend legend) {
    UUID id = entry.actorId();
    if (!entry.actorName().isEmpty()) {
      return entry.actorName();
    }
    if (id != null) {
      return names.of(id);
    }
    return entry.subjectType().equals(SIGN_IN_NAME) ? legend.read(entry.subjectId()) : "";
  }

  @PostMapping("/verifications")
  @Permit(IdentityPermissions.VERIFY_AUDIT)
  VerdictView verifyAudit(SignedIn by) {
    AuditVerdict verdict = verification.verify();
    audit.record(
        AuditEntry.done(by.actor(), "audit.verified", new AuditSubject("audit", "chain"))
            .after(
                Map.of(
                    "entries", verdict.entries(),
                    "intact", verdict.isIntact(),
                    "findings", verdict.findings().size())));
    return new VerdictView(
        verdict.isIntact(),
        verdict.entries(),
        verdict.waiting(),
        verdict.anchors(),
        verdict.findings().stream()
            .map(
                finding -> new FindingView(finding.damage(), finding.sequence(), finding.entryId()))
            .toList());
  }
}
