package io.shanmen.server.ticketing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Moments as the driver takes them. */
final class SqlTime {

  private SqlTime() {}

  static OffsetDateTime of(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
