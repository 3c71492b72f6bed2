package io.shanmen.server.catalog;

import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies one published version of a ticket type: what a sold ticket keeps for ever. */
public record ProductVersionId(UUID value) implements TypedId {}
