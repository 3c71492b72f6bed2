package io.shanmen.server.terminal;

/** What a terminal is. */
public enum TerminalKind {
  /** A computer with a browser, where operators sign in. */
  COMPUTER,
  /** A gate controller, which has a session of its own. */
  GATE
}
