package io.shanmen.server.catalog;

import io.shanmen.kernel.validity.SlotWindow;
import java.util.Objects;

/**
 * A span of the day for which places are counted (时段).
 *
 * @param no counts from 1 within its pool
 * @param window from when to when, in minutes of the day, with its grace before and after
 */
public record Slot(int no, SlotWindow window) {

  public Slot {
    Objects.requireNonNull(window, "window");
    if (no < 1) {
      throw new IllegalArgumentException("slot numbers count from 1: " + no);
    }
  }
}
