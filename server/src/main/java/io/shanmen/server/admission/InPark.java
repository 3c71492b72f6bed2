package io.shanmen.server.admission;

import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many people are in the park, and how that came about (R22).
 *
 * @param day the business day
 * @param people in the park now: ins − outs + corrections, never below 0
 * @param ins people who came in, with and without a ticket
 * @param outs people who left
 * @param corrections what staff corrected, with its sign (R28)
 * @param surplusOuts exits beyond those who were inside: a counting error
 * @param peak the most people at once today
 * @param peakAt when that was; null while nobody was inside
 */
public record InPark(
    BusinessDay day,
    long people,
    long ins,
    long outs,
    long corrections,
    long surplusOuts,
    long peak,
    @Nullable Instant peakAt) {

  public static InPark empty(BusinessDay day) {
    return new InPark(day, 0, 0, 0, 0, 0, 0, null);
  }
}
