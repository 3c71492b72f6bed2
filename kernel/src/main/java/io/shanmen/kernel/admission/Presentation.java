package io.shanmen.kernel.admission;

import io.shanmen.kernel.ticketcode.CodeReading;
import java.util.Objects;

/**
 * A code shown at a gate.
 *
 * @param reading what the code says
 * @param direction which way
 * @param atMost how many people may pass in one go, 1 or more
 * @param proof what is known of the holder's proof
 */
public record Presentation(
    CodeReading reading, Direction direction, int atMost, ProofResult proof) {

  public Presentation {
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(proof, "proof");
    if (atMost < 1) {
      throw new IllegalArgumentException("nobody to admit: " + atMost);
    }
  }

  /** Somebody who comes in, with as many people as the ticket allows. */
  public static Presentation entry(CodeReading reading) {
    return new Presentation(reading, Direction.ENTRY, Integer.MAX_VALUE, ProofResult.NOT_ASKED);
  }
}
