package io.shanmen.server.admission.passage;

import io.shanmen.server.admission.PassageSort;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code admission.passage}. */
record PassageRow(
    UUID requestId,
    int nth,
    UUID gateId,
    int gateNo,
    @Nullable Integer checkpointNo,
    @Nullable Long ticketNo,
    @Nullable Integer productNo,
    PassageSort sort,
    Instant passedAt,
    LocalDate businessDay,
    DecidedBy decidedBy,
    boolean late,
    boolean adjustment,
    @Nullable String reason,
    @Nullable UUID releasedBy,
    @Nullable Conflict conflict) {

  PassageRow withConflict(@Nullable Conflict found) {
    return new PassageRow(
        requestId,
        nth,
        gateId,
        gateNo,
        checkpointNo,
        ticketNo,
        productNo,
        sort,
        passedAt,
        businessDay,
        decidedBy,
        late,
        adjustment,
        reason,
        releasedBy,
        found);
  }

  /** Who let the person pass. */
  enum DecidedBy {
    SERVER,
    GATE,
    STAFF,
    NOBODY
  }

  /** What is wrong with a passage that happened all the same. */
  public enum Conflict {
    /** Its use belongs to an earlier passage (R86). */
    DOUBLE_ENTRY,
    /** The ticket was locked, refunded, void, or not valid then and there. */
    TICKET_NOT_VALID,
    /** No such ticket was ever issued. */
    UNKNOWN_TICKET
  }
}
