package io.shanmen.gate.link;

import io.shanmen.gate.Mode;
import io.shanmen.gate.store.ParkSettings.Times;
import java.util.function.Supplier;

/**
 * Whether the server is asked: three misses in a row end ONLINE, five good heartbeats in a row
 * begin it (R83). A good answer of any kind ends a row of misses. Safe for several threads.
 */
public final class Connection {
  private final Supplier<Times> times;
  private Mode mode = Mode.OFFLINE;
  private String cause = "started";
  private int misses;
  private int goodHeartbeats;
  private boolean assigned = true;
  private boolean revoked;

  /**
   * A connection that has not been tried yet.
   *
   * @param revoked whether this gate was revoked when the server was last heard
   */
  public Connection(Supplier<Times> times, boolean revoked) {
    this.times = times;
    this.revoked = revoked;
  }

  /** ONLINE or OFFLINE. */
  public synchronized Mode mode() {
    return mode;
  }

  /** Why the mode is what it is, for the journal. */
  public synchronized String cause() {
    return cause;
  }

  /** Whether the console has said where this gate stands, as far as the server has told. */
  public synchronized boolean isAssigned() {
    return assigned;
  }

  /** Whether an administrator has revoked this gate. */
  public synchronized boolean isRevoked() {
    return revoked;
  }

  synchronized void miss() {
    goodHeartbeats = 0;
    misses++;
    if (mode == Mode.ONLINE && misses >= times.get().missesToOffline()) {
      mode = Mode.OFFLINE;
      cause = misses + " misses";
    }
  }

  synchronized void goodAnswer() {
    misses = 0;
  }

  /**
   * The server has answered a heartbeat.
   *
   * @param caughtUp the server has this gate's whole journal: asked before that, it would not know
   *     of tickets that were used here while it was away
   */
  synchronized void goodHeartbeat(boolean isAssigned, boolean caughtUp) {
    misses = 0;
    goodHeartbeats++;
    assigned = isAssigned;
    revoked = false;
    if (mode == Mode.OFFLINE && caughtUp && goodHeartbeats >= times.get().heartbeatsToOnline()) {
      mode = Mode.ONLINE;
      cause = goodHeartbeats + " heartbeats";
    }
  }

  synchronized void notAssigned() {
    assigned = false;
  }

  synchronized void revoke() {
    revoked = true;
    goodHeartbeats = 0;
    mode = Mode.OFFLINE;
    cause = "revoked";
  }
}
