package io.shanmen.server.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.shanmen.kernel.id.TypedId;
import java.util.UUID;

/** Identifies a pool of places that one or several ticket types draw from. */
public record PlacePoolId(@JsonValue UUID value) implements TypedId {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PlacePoolId {}
}
