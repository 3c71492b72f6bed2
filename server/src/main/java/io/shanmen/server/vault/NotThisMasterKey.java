package io.shanmen.server.vault;

/** A secret was wrapped by another master key or for another purpose, or altered. */
public final class NotThisMasterKey extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  NotThisMasterKey(String purpose) {
    super(
        "the master key does not open %s: does this keystore or token belong to this database?"
            .formatted(purpose));
  }
}
