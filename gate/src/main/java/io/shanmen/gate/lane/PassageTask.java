package io.shanmen.gate.lane;

import io.shanmen.gate.board.Turnstile.Way;
import io.shanmen.gate.store.JournalEvent.Admission;
import io.shanmen.gate.store.OpenOrder;
import io.shanmen.kernel.admission.PassageKind;

/** Why the turnstile is open. */
sealed interface PassageTask {

  /**
   * Somebody showed a good ticket.
   *
   * @param left how many more could pass on this ticket afterwards, for the display
   */
  record Ticket(Admission admission, String typeZh, String typeEn, int left)
      implements PassageTask {
    @Override
    public int people() {
      return admission.people();
    }

    @Override
    public Way way() {
      return admission.passage() == PassageKind.EXIT ? Way.EXIT : Way.ENTRY;
    }
  }

  /** Staff ordered it. */
  record Manual(OpenOrder order, Way way) implements PassageTask {
    @Override
    public int people() {
      return order.people();
    }
  }

  int people();

  Way way();
}
