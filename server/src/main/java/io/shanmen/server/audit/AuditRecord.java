package io.shanmen.server.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in the log.
 *
 * @param entryId its number; numbers grow but may leave gaps
 * @param at when, to the microsecond
 * @param actorKind what sort of actor
 * @param actorId the operator or device
 * @param actorName its name at that time
 * @param terminalId where
 * @param action module and past tense
 * @param subjectType what kind of thing it was done to
 * @param subjectId which one
 * @param before the facts before, JSON
 * @param after the facts after, JSON
 * @param refusal the code of the refusal; null when it was done
 */
public record AuditRecord(
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
