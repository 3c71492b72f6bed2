package io.shanmen.gate.store;

/**
 * The disk did not take, or did not give back, what the gate must keep: full, broken, or in use by
 * another program. Nothing of the failed transaction remains, and the next one may succeed.
 */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFailure(String what, Throwable cause) {
    super(what, cause);
  }
}
