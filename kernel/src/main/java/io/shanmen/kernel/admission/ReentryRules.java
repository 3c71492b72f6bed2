package io.shanmen.kernel.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Who may come back: R68, R70, in step 7 of the decision.
 *
 * <p>People who were seen leaving come back before anybody new is counted, so that a visitor with a
 * multi-use ticket does not lose a use. Where exits are not scanned, nobody knows who is outside; a
 * re-entry is then assumed only when no use is left.
 */
final class ReentryRules {

  private final Case at;
  private final ReentryPolicy policy;
  private final Tally today;
  private final int comeBack;

  ReentryRules(Case at) {
    this.at = at;
    this.policy = at.park().reentry();
    this.today = at.here().on(at.today());
    this.comeBack = today.of(PassageKind.REENTRY).count();
  }

  /** How many people were seen leaving today and have not come back. */
  int seenOutside() {
    return Math.max(0, today.of(PassageKind.EXIT).count() - comeBack);
  }

  /** How many people may come back now. */
  int heads() {
    return refusal().isEmpty() ? Math.min(candidates(), allowance()) : 0;
  }

  /** Why nobody may come back, or nothing where somebody may. */
  Optional<Reason> refusal() {
    if (!policy.allowed() || allowance() <= 0 || enteredElsewhere()) {
      return Optional.of(Reason.REENTRY_NOT_ALLOWED);
    }
    return candidates() == 0 || afterLastEntry()
        ? Optional.of(Reason.REENTRY_WINDOW_OVER)
        : Optional.empty();
  }

  private int allowance() {
    return today.of(PassageKind.FIRST).count() * policy.maxPerDay() - comeBack;
  }

  private boolean enteredElsewhere() {
    return policy.sameCheckpoint()
        && today.of(PassageKind.FIRST).at(at.place().checkpoint()).none();
  }

  /** Those who are outside and left not too long ago. */
  private int candidates() {
    if (!policy.requireExitScan() && seenOutside() == 0) {
      return today.of(PassageKind.FIRST).count();
    }
    int minutes = policy.window().minutes();
    if (minutes == 0) {
      return seenOutside();
    }
    Instant earliest = at.now().minus(Duration.ofMinutes(minutes));
    // Strictly after the moment before, because one who left exactly then is still in time.
    int inTime = today.of(PassageKind.EXIT).after(earliest.minusNanos(1)).count();
    return Math.min(seenOutside(), inTime);
  }

  private boolean afterLastEntry() {
    LocalTime lastEntry = policy.window().lastEntry();
    if (lastEntry == null) {
      return false;
    }
    ZonedDateTime end = at.today().date().atTime(lastEntry).atZone(at.calendar().zone());
    // A time before the cut-off is one of the small hours, which belong to the evening before.
    boolean smallHours = lastEntry.isBefore(at.calendar().cutOff());
    return !at.now().isBefore((smallHours ? end.plusDays(1) : end).toInstant());
  }

  /** The latest passage today, for the display. */
  Optional<Passage> lastPassage() {
    return today.last();
  }
}
