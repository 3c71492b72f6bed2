package io.shanmen.kernel.ledger;

import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies an account. */
public record AccountId(UUID value) implements TypedId {}
