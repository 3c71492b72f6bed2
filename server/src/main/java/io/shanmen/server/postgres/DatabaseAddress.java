package io.shanmen.server.postgres;

/** Where a database is and how to sign in there. */
public record DatabaseAddress(String url, String user, String password) {
  /** Leaves the password out, so that it reaches no log. */
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
