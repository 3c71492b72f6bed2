package io.shanmen.gate.board;

/**
 * One turnstile as its lane sees it, whatever board drives it. Calls say what is wanted and return
 * at once; {@link #view()} says how far it has come.
 */
public interface Turnstile {

  /** Which way people walk. */
  enum Way {
    ENTRY,
    EXIT
  }

  /** Lets so many people (1 to 99) walk this way. */
  void open(Way way, int people);

  /** Takes back whatever was allowed and has not been used, and closes, unless it is held open. */
  void close();

  /** Emergency: stands open towards the exit until it is let go, whatever it was doing. */
  void holdOpen(boolean held);

  TurnstileView view();

  /**
   * People between two readings of one of the board's counters, 0 where it must have started anew
   * in between.
   */
  static int peopleBetween(int earlier, int later) {
    return Math.max(0, CounterWatch.between(earlier, later));
  }

  /** When the last order to open was handed to the port, by the monotonic clock. */
  long openSentNanos();
}
