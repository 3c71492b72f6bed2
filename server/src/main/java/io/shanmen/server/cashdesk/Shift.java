package io.shanmen.server.cashdesk;

import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cashier's shift (班次): one row of {@code cashdesk.shift}.
 *
 * @param id the shift
 * @param till who and where
 * @param operatorName the cashier's name when the shift was opened
 * @param businessDay the day on which it was opened
 * @param state where it stands
 * @param openedAt when it was opened
 * @param closedAt when it was closed; null until then
 * @param result what the last count found; null until then
 * @param zNumber the number of its Z report; null until it is closed
 */
record Shift(
    ShiftId id,
    Till till,
    String operatorName,
    BusinessDay businessDay,
    ShiftState state,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable CountResult result,
    @Nullable Integer zNumber) {

  boolean isOf(Till other) {
    return till.equals(other);
  }
}
