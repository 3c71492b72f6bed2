package io.shanmen.server.catalog;

/**
 * A place where tickets are checked (检票点): an entrance or an attraction, with one or more gates.
 *
 * @param no 1 to {@value #LIMIT_CHECKPOINTS}: its bit in the mask that a ticket code carries
 * @param names what the park calls it
 * @param active false once it is closed for good; its number is never given to another
 */
public record Checkpoint(int no, Names names, boolean active) {

  /** The width of the mask in a ticket code, in bits. */
  public static final int LIMIT_CHECKPOINTS = 32;

  public Checkpoint {
    if (no < 1 || no > LIMIT_CHECKPOINTS) {
      throw new IllegalArgumentException("checkpoint numbers are 1 to 32: " + no);
    }
  }
}
