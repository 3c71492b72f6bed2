package io.shanmen.server.catalog;

import java.time.LocalTime;

/**
 * A span of the day for which places are counted (时段).
 *
 * @param no counts from 1 within its pool
 * @param start local time in the park's zone
 * @param end local time, later than {@code start}
 */
public record Slot(int no, LocalTime start, LocalTime end) {

  public Slot {
    if (no < 1) {
      throw new IllegalArgumentException("slot numbers count from 1: " + no);
    }
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a slot ends after it starts: " + start + " " + end);
    }
  }
}
