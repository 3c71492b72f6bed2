package io.shanmen.server.ordering;

import io.shanmen.kernel.time.BusinessDay;
import java.time.Instant;

/** A point in time and the business day to which it belongs in this park. */
record Moment(Instant at, BusinessDay day) {}
