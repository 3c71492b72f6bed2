package io.shanmen.gate.link;

/** The link as a test wants it. */
public final class TestLink {
  private TestLink() {}

  /** Makes a connection that counts as ONLINE. */
  public static void online(Connection connection) {
    for (int i = 0; i < 5; i++) {
      connection.goodHeartbeat(true, true);
    }
  }
}
