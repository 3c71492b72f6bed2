package io.shanmen.server.payment;

import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies one paid-out refund; made by whoever asks, so that asking twice pays once. */
public record RefundId(UUID value) implements TypedId {}
