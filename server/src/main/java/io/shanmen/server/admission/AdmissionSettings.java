package io.shanmen.server.admission;

import io.shanmen.kernel.admission.Proof;
import io.shanmen.kernel.admission.ReentryPolicy;
import io.shanmen.kernel.admission.SpecialDays;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the park admits.
 *
 * @param instantCapacity people who may be in the park at once (R22); 0 for no limit
 * @param dayCapacity people who may come on one day (R22); 0 for no limit
 * @param reentry who may come back (R68)
 * @param days the park's special days
 * @param timing how long things take at the gates
 */
public record AdmissionSettings(
    int instantCapacity, int dayCapacity, Reentry reentry, Days days, Timing timing) {

  /** What holds before anybody has set anything: no limits, two re-entries on the same day. */
  public static final AdmissionSettings USUAL =
      new AdmissionSettings(
          0,
          0,
          new Reentry(2, 0, null, true, false, null),
          new Days(Set.of(), Set.of(), Set.of(), Set.of(), Set.of()),
          new Timing(150, 6_000, 5_000, 12 * 60 * 60 * 1_000));

  /**
   * The policy of re-entry; see the kernel's {@link ReentryPolicy}.
   *
   * @param maxPerDay 0: nobody may come back
   * @param windowMinutes how long after leaving; 0: as long as the day lasts
   * @param lastEntry from then on nobody comes back; null: no such time
   */
  public record Reentry(
      int maxPerDay,
      int windowMinutes,
      @Nullable LocalTime lastEntry,
      boolean requireExitScan,
      boolean sameCheckpoint,
      @Nullable Proof proof) {

    public ReentryPolicy policy() {
      return new ReentryPolicy(
          maxPerDay,
          new ReentryPolicy.Window(windowMinutes, lastEntry),
          requireExitScan,
          sameCheckpoint,
          proof);
    }
  }

  /** The park's special days; see the kernel's {@link SpecialDays}. */
  public record Days(
      Set<LocalDate> holidays,
      Set<LocalDate> workdays,
      Set<LocalDate> peaks,
      Set<LocalDate> blackouts,
      Set<LocalDate> closed) {

    public SpecialDays specialDays() {
      return new SpecialDays(holidays, workdays, peaks, blackouts, closed);
    }
  }

  /**
   * How long things take at the gates.
   *
   * @param onlineTimeoutMillis how long a gate waits for the server before it decides itself
   * @param passageTimeoutMillis how long an open gate waits for somebody to pass
   * @param sameReaderMillis how long the same code at the same reader repeats the last answer
   * @param maxListAgeMillis an older list counts for nothing; only signed codes do
   */
  public record Timing(
      int onlineTimeoutMillis,
      int passageTimeoutMillis,
      int sameReaderMillis,
      int maxListAgeMillis) {}

  /** What is wrong with these settings in one sentence, or null where nothing is. */
  public @Nullable String fault() {
    if (instantCapacity < 0 || dayCapacity < 0) {
      return "a capacity is not negative";
    }
    if (reentry.maxPerDay() < 0 || reentry.maxPerDay() > 99) {
      return "re-entries per day are 0 to 99";
    }
    if (reentry.windowMinutes() < 0 || reentry.windowMinutes() > 24 * 60) {
      return "the window of re-entry is 0 to 1440 minutes";
    }
    if (timing.onlineTimeoutMillis() < 20 || timing.onlineTimeoutMillis() > 2_000) {
      return "a gate waits 20 to 2000 ms for the server";
    }
    if (timing.passageTimeoutMillis() < 1_000 || timing.passageTimeoutMillis() > 30_000) {
      return "an open gate waits 1 to 30 s";
    }
    if (timing.sameReaderMillis() < 0 || timing.sameReaderMillis() > 60_000) {
      return "the last answer is repeated for 0 to 60 s";
    }
    if (timing.maxListAgeMillis() < 60_000) {
      return "a list is good for at least a minute";
    }
    return null;
  }
}
