package io.shanmen.kernel.admission;

import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how somebody may come back on the same business day (R68).
 *
 * @param maxPerDay re-entries of each head on a day; 0: re-entry is not allowed
 * @param window until when
 * @param requireExitScan only who was seen leaving may come back (R70)
 * @param sameCheckpoint only where one entered
 * @param proof what the holder must show, or null for nothing but the code
 */
public record ReentryPolicy(
    int maxPerDay,
    Window window,
    boolean requireExitScan,
    boolean sameCheckpoint,
    @Nullable Proof proof) {

  /** No re-entry. */
  public static final ReentryPolicy NONE = new ReentryPolicy(0, Window.ALL_DAY, true, false, null);

  public ReentryPolicy {
    Objects.requireNonNull(window, "window");
    if (maxPerDay < 0) {
      throw new IllegalArgumentException("no such number of re-entries: " + maxPerDay);
    }
  }

  public boolean allowed() {
    return maxPerDay > 0;
  }

  /**
   * Until when one may come back: whichever ends first.
   *
   * @param minutes how long after leaving, 0 for as long as the day lasts
   * @param lastEntry the local time from which nobody comes back, or null
   */
  public record Window(int minutes, @Nullable LocalTime lastEntry) {

    /** As long as the business day lasts. */
    public static final Window ALL_DAY = new Window(0, null);

    public Window {
      if (minutes < 0) {
        throw new IllegalArgumentException("no such window: " + minutes);
      }
    }
  }
}
