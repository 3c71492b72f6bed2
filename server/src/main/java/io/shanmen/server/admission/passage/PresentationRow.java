package io.shanmen.server.admission.passage;

import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.server.admission.passage.PassageRow.DecidedBy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code admission.presentation}. */
record PresentationRow(
    UUID requestId,
    byte @Nullable [] contentHash,
    UUID gateId,
    int gateNo,
    int checkpointNo,
    @Nullable Long ticketNo,
    @Nullable Integer codeVersion,
    @Nullable Integer productNo,
    AuthoriseAnswer.Verdict decision,
    @Nullable String reason,
    @Nullable PassageKind kind,
    int people,
    int passed,
    State state,
    DecidedBy decidedBy,
    @Nullable LocalDate keepUntil,
    Instant presentedAt,
    Instant decidedAt,
    @Nullable Instant expiresAt,
    @Nullable String answer) {

  /** Whether something may still be reserved. */
  enum State {
    OPEN,
    CLOSED,
    EXPIRED
  }

  /** People who are reserved at this moment. */
  int reserved() {
    return state == State.OPEN ? people - passed : 0;
  }

  PresentationRow with(int nowPeople, int nowPassed, State nowState, DecidedBy nowDecidedBy) {
    return new PresentationRow(
        requestId,
        contentHash,
        gateId,
        gateNo,
        checkpointNo,
        ticketNo,
        codeVersion,
        productNo,
        decision,
        reason,
        kind,
        nowPeople,
        nowPassed,
        nowState,
        nowDecidedBy,
        keepUntil,
        presentedAt,
        decidedAt,
        expiresAt,
        answer);
  }
}
