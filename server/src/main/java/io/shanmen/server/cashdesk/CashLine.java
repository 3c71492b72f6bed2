package io.shanmen.server.cashdesk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Notes or coins of one face value.
 *
 * @param faceMinor the face value in minor units
 * @param count how many
 */
public record CashLine(@Min(1) long faceMinor, @Min(0) @Max(100_000) int count) {}
