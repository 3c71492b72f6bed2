package io.shanmen.server.capacity;

import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies one claim on places through its life; made by whoever asks, often a line's id. */
public record HoldId(UUID value) implements TypedId {}
