package io.shanmen.kernel.id;

import java.util.UUID;

/** An identifier that knows what it identifies: each kind is a record of its own. */
public interface TypedId {

  /** The bare identifier, as it stands in the database and in JSON. */
  UUID value();
}
