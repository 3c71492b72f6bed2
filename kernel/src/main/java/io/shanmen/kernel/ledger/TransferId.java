package io.shanmen.kernel.ledger;

import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies a transfer; made by whoever asks for it, so that it may be asked for again. */
public record TransferId(UUID value) implements TypedId {}
