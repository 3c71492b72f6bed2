package io.shanmen.server.admission.passage;

import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.passage.PassageRow.DecidedBy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passage that happened without a reservation: decided by a gate alone, or confirmed after its
 * reservation had been released.
 *
 * @param kind what the gate took it for
 * @param codeVersion of the code that was shown; null where it was the newest
 * @param productNo of the code that was shown
 * @param late the reservation had been released
 */
record Unreserved(
    UUID requestId,
    int nth,
    Gate gate,
    long ticketNo,
    PassageKind kind,
    @Nullable Integer codeVersion,
    @Nullable Integer productNo,
    Instant at,
    DecidedBy decidedBy,
    boolean late) {}
