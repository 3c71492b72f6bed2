package io.shanmen.server.catalog;

import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies a ticket type (票种) through all its versions. */
public record ProductId(UUID value) implements TypedId {}
