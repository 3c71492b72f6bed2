package io.shanmen.gate;

/** Who decides at this gate now (R83). */
public enum Mode {
  /** The server, within its time; else this passage is decided here. */
  ONLINE,
  /**
   * A hub on the park's network in the server's place: the protocol knows it, no hub exists yet.
   */
  DEGRADED,
  /** This gate, without asking. */
  OFFLINE,
  /** Nobody: the gate stands open and counts. */
  EMERGENCY_OPEN
}
