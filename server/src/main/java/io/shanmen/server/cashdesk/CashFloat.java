package io.shanmen.server.cashdesk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A float (备用金) on its way to a drawer (R2). How much it is stays with the supervisor: the cashier
 * counts it.
 *
 * @param floatId made by the client
 * @param operatorId the cashier
 * @param operatorName the cashier's name
 * @param terminalId whose drawer
 * @param terminalName the computer's name
 * @param state requested, issued, confirmed or cancelled
 * @param issuedBy who issued it; null until then
 * @param issuedAt when; null until then
 * @param miscounts how often the cashier counted something else
 */
public record CashFloat(
    UUID floatId,
    UUID operatorId,
    String operatorName,
    UUID terminalId,
    String terminalName,
    State state,
    @Nullable String issuedBy,
    @Nullable Instant issuedAt,
    int miscounts) {

  /** Where a float stands. */
  public enum State {
    REQUESTED,
    ISSUED,
    CONFIRMED,
    CANCELLED
  }
}
