package io.shanmen.gate.lane;

import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.lane.Showing.Shown;
import io.shanmen.gate.store.JournalEvent.DecidedBy;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from a code's last byte to the first of the order to open. Who had to wait for
 * the visitor before is measured from his turn.
 */
final class OpeningTimes {
  /** A code that is older when its turn comes has waited for somebody else. */
  private static final long QUEUED_NANOS = NanoClock.millis(100);

  private final NanoClock nanos;
  private final Timings decidedHere = new Timings();
  private final Timings decidedByServer = new Timings();
  private long presentedNanos;
  private long admittedNanos;
  private @Nullable DecidedBy awaited;

  OpeningTimes(NanoClock nanos) {
    this.nanos = nanos;
  }

  /** It is this code's turn. */
  void presented(Shown shown) {
    long now = nanos.nanoTime();
    long readNanos = shown.code().lastByteNanos();
    presentedNanos = now - readNanos < QUEUED_NANOS ? readNanos : now;
  }

  /** It may pass; the order to open is on its way. */
  void admitted(DecidedBy decidedBy) {
    admittedNanos = nanos.nanoTime();
    awaited = decidedBy;
  }

  /** Notes the order to open once it was sent. */
  void look(Turnstile turnstile) {
    DecidedBy decidedBy = awaited;
    long sent = turnstile.openSentNanos();
    if (decidedBy != null && sent - admittedNanos >= 0) {
      of(decidedBy).add(sent - presentedNanos);
      awaited = null;
    }
  }

  Timings of(DecidedBy decidedBy) {
    return switch (decidedBy) {
      case GATE -> decidedHere;
      case SERVER -> decidedByServer;
    };
  }
}
