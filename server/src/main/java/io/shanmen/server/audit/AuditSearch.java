package io.shanmen.server.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches the log by who, what and when. */
@Component
public class AuditSearch {

  public static final int PAGE_LIMIT_ENTRIES = 200;

  private final JdbcClient jdbc;

  AuditSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The newest entries that fit.
   *
   * @param before only entries with a smaller number, to page on; null for the first page
   * @param limit 1 to {@link #PAGE_LIMIT_ENTRIES}
   */
  public List<AuditRecord> find(AuditQuery query, @Nullable Long before, int limit) {
    AuditSubject subject = query.subject();
    return jdbc.sql(
            """
            SELECT %s
            FROM audit.entry AS e
            WHERE (:actor::uuid IS NULL OR e.actor_id = :actor)
              AND (:action::text IS NULL OR e.action LIKE :action)
              AND (:subjectType::text IS NULL
                   OR (e.subject_type = :subjectType AND e.subject_id = :subjectId))
              AND (:from::timestamptz IS NULL OR e.at >= :from)
              AND (:to::timestamptz IS NULL OR e.at < :to)
              AND (NOT :refusedOnly OR e.refusal IS NOT NULL)
              AND (:before::bigint IS NULL OR e.entry_id < :before)
            ORDER BY e.entry_id DESC
            LIMIT :limit
            """
                .formatted(AuditRecords.COLUMNS))
        .param("actor", query.actorId())
        .param("action", query.action() == null ? null : startingWith(query.action()))
        .param("subjectType", subject == null ? null : subject.type())
        .param("subjectId", subject == null ? null : subject.id())
        .param("from", utc(query.period().from()))
        .param("to", utc(query.period().to()))
        .param("refusedOnly", query.refusedOnly())
        .param("before", before)
        .param("limit", Math.clamp(limit, 1, PAGE_LIMIT_ENTRIES))
        .query(AuditRecords::row)
        .list();
  }

  private static String startingWith(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }
}
