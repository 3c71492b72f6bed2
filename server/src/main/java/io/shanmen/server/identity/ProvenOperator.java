package io.shanmen.server.identity;

import java.util.Objects;
import java.util.UUID;

/** An operator whose password was right a moment ago. Only {@link SignIns} makes one. */
public final class ProvenOperator {

  private final UUID operatorId;
  private final String name;

  ProvenOperator(UUID operatorId, String name) {
    this.operatorId = Objects.requireNonNull(operatorId);
    this.name = Objects.requireNonNull(name);
  }

  public UUID operatorId() {
    return operatorId;
  }

  /** The name shown to people. */
  public String name() {
    return name;
  }
}
