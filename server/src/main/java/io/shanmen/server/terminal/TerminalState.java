package io.shanmen.server.terminal;

/** Where a terminal stands: asked for, then approved or refused, and revoked for ever. */
public enum TerminalState {
  REQUESTED,
  APPROVED,
  REFUSED,
  REVOKED
}
