package io.shanmen.kernel.ticketcode;

/**
 * A ticket and the print of it that a code belongs to.
 *
 * @param number the ticket's number, 0 or more; codes hide it, so it may count up
 * @param version which print: 1 for the first, one more for each reprint, which voids those before
 */
public record TicketRef(long number, int version) {

  /** The highest version of a ticket's code. */
  public static final int VERSION_LIMIT = (1 << 8) - 1;

  public TicketRef {
    if (number < 0) {
      throw new IllegalArgumentException("no such ticket number: " + number);
    }
    if (version < 1 || version > VERSION_LIMIT) {
      throw new IllegalArgumentException("no such code version: " + version);
    }
  }
}
