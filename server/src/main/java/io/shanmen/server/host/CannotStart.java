package io.shanmen.server.host;

/**
 * The server cannot start, for a reason that the person who started it can remove.
 *
 * <p>The message is one or two sentences for that person: what is wrong and what to do. It is shown
 * without a stack trace.
 */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CannotStart(String reasonAndRemedy) {
    super(reasonAndRemedy);
  }

  public CannotStart(String reasonAndRemedy, Throwable cause) {
    super(reasonAndRemedy, cause);
  }
}
