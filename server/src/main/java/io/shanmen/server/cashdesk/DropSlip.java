package io.shanmen.server.cashdesk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A drop (中途解款, R4), with all that both parts of its slip show.
 *
 * @param dropId made by the client
 * @param shiftId the shift whose drawer it came from
 * @param number counts from 1 within the shift
 * @param amountMinor how much
 * @param lines by denomination
 * @param state offered, received or cancelled
 * @param offeredBy the cashier
 * @param offeredAt when
 * @param receivedBy who confirmed to have it; null until then
 * @param receivedAt when; null until then
 */
public record DropSlip(
    UUID dropId,
    UUID shiftId,
    int number,
    long amountMinor,
    List<CashLine> lines,
    State state,
    String offeredBy,
    Instant offeredAt,
    @Nullable String receivedBy,
    @Nullable Instant receivedAt) {

  /** Where a drop stands; it leaves the drawer's account when it is received. */
  public enum State {
    OFFERED,
    RECEIVED,
    CANCELLED
  }

  public DropSlip {
    lines = List.copyOf(lines);
  }
}
