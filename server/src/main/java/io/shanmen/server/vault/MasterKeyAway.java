package io.shanmen.server.vault;

/** The master key went away between being asked for its state and being used. */
public final class MasterKeyAway extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final MasterState state;

  public MasterKeyAway(MasterState state) {
    super("the master key cannot be used: " + state.en());
    this.state = state;
  }

  public MasterState state() {
    return state;
  }
}
