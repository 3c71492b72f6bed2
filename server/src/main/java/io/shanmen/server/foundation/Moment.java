package io.shanmen.server.foundation;

import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;

/** A point in time and the business day to which it belongs in this park. */
public record Moment(Instant at, BusinessDay day) {}
