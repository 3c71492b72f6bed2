package io.shanmen.server.catalog;

import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies a pool of places that one or several ticket types draw from. */
public record PlacePoolId(UUID value) implements TypedId {}
