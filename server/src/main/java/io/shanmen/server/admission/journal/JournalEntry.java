package io.shanmen.server.admission.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.PassageKind;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a gate's journal as the server reads it. Every kind has its own fields (see
 * docs/protocols/gate-server.md); those of other kinds are null here.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record JournalEntry(
    long seq,
    @Nullable Instant at,
    @Nullable String kind,
    @Nullable UUID requestId,
    @Nullable UUID orderId,
    @Nullable PassageKind passage,
    @Nullable Long ticketNo,
    @Nullable Integer codeVersion,
    @Nullable Integer productNo,
    @Nullable Integer nth,
    @Nullable Integer passed,
    @Nullable Direction direction,
    @Nullable String reason,
    @Nullable String by) {

  /** The same, told of other ids. */
  JournalEntry under(UnaryOperator<UUID> ids) {
    return new JournalEntry(
        seq,
        at,
        kind,
        requestId == null ? null : ids.apply(requestId),
        orderId == null ? null : ids.apply(orderId),
        passage,
        ticketNo,
        codeVersion,
        productNo,
        nth,
        passed,
        direction,
        reason,
        by);
  }
}
