package io.shanmen.server.ticketing.keys;

import io.shanmen.kernel.ticketcode.KeyId;

/**
 * Every number that a bar code has room for belongs to a key already. A number is never given to a
 * second key, because the codes of the first are on paper.
 */
public final class KeyNumbersUsedUp extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  KeyNumbersUsedUp() {
    super("all " + (KeyId.NUMBER_LIMIT + 1) + " numbers of code keys are used up");
  }
}
