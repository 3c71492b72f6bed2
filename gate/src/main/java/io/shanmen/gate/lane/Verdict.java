package io.shanmen.gate.lane;

import io.shanmen.gate.store.JournalEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a showing. */
sealed interface Verdict {

  /** People may pass. */
  record Admit(PassageTask.Ticket task) implements Verdict {}

  /**
   * Nobody may pass.
   *
   * @param event as it is journaled
   * @param usedAt when the ticket was used before, null where that is not why or not known
   * @param usedAtGate the number of that gate, 0 likewise
   */
  record Refuse(JournalEvent.Refused event, @Nullable Instant usedAt, int usedAtGate)
      implements Verdict {}

  /** There is nothing to say: the gate is not in use, or the same was said a moment ago. */
  record Nothing() implements Verdict {}
}
