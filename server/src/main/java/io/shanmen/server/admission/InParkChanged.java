package io.shanmen.server.admission;

import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;

/**
 * The number of people in the park changed; told within the transaction that changes it.
 *
 * @param day the business day
 * @param people in the park after the change, never below 0
 * @param at when
 */
public record InParkChanged(BusinessDay day, long people, Instant at) {}
