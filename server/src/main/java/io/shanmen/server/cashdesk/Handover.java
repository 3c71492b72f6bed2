package io.shanmen.server.cashdesk;

import io.shanmen.server.cashdesk.ShiftLeftovers.Leftover;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a shift leaves to the next one at its drawer, signed by both cashiers (R9).
 *
 * @param fromShiftId the shift that leaves it
 * @param outgoing the name of the cashier who leaves it
 * @param incoming the name of the cashier who signed for it
 * @param signedAt when both signed
 * @param taker the name of the cashier who has it now: who signed, or who took it over since
 * @param leftovers what was left over when they signed
 */
public record Handover(
    UUID fromShiftId,
    String outgoing,
    String incoming,
    Instant signedAt,
    String taker,
    List<Leftover> leftovers) {

  public Handover {
    leftovers = List.copyOf(leftovers);
  }
}
