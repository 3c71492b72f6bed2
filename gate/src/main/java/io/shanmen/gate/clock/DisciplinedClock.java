package io.shanmen.gate.clock;

import io.shanmen.gate.agent.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The gate's time. It follows the server's: of the last eight measurements the one with the
 * quickest answer counts; small differences are made up slowly, large ones at once. It doubts
 * itself when the machine's clock shows a time before the program was built or before something was
 * written down, or jumps while nobody corrects it.
 *
 * <p>Safe for several threads.
 */
public final class DisciplinedClock implements InstantSource {
  private static final int SAMPLES_LIMIT = 8;
  private static final long SLEW_LIMIT_MILLIS = 2_000;
  private static final long SLEW_MILLIS_PER_SECOND = 5;
  private static final long JUMP_LIMIT_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** What a heartbeat told about the time. */
  private record Sample(long roundTripNanos, long offsetMillis) {}

  private final InstantSource machine;
  private final NanoClock nanos;
  private final Instant builtAt;
  private Instant notBefore;
  private final Sample[] samples = new Sample[SAMPLES_LIMIT];
  private int sampleCount;
  private long offsetMillis;
  private long goalMillis;
  private long slewedAtNanos;
  private long anchorNanos;
  private Instant anchor;
  private boolean jumped;

  /**
   * A clock that knows nothing of the server yet.
   *
   * @param builtAt when this program was built: no true time is before it
   */
  public DisciplinedClock(InstantSource machine, NanoClock nanos, Instant builtAt) {
    this.machine = machine;
    this.nanos = nanos;
    this.builtAt = builtAt;
    this.notBefore = builtAt;
    this.anchor = machine.instant();
    this.anchorNanos = nanos.nanoTime();
    this.slewedAtNanos = anchorNanos;
  }

  /**
   * What was written down at this moment was written before now: a clock that shows an earlier time
   * after a start has been set back meanwhile.
   */
  public synchronized void wasLater(Instant written) {
    Instant least = written.minusMillis(JUMP_LIMIT_MILLIS);
    notBefore = least.isAfter(builtAt) ? least : builtAt;
  }

  @Override
  public synchronized Instant instant() {
    slew();
    // Milliseconds are what the protocol carries; the journal must say the same as the upload.
    return Instant.ofEpochMilli(machine.instant().toEpochMilli() + offsetMillis);
  }

  /**
   * The server's time as a heartbeat brought it.
   *
   * @param serverAt the server's time in the middle of the exchange
   * @param roundTripNanos from sending to receiving, monotonic
   * @param receivedNanos when it was received, monotonic
   * @return by how many milliseconds the clock was set at once, 0 where it only follows slowly
   */
  public synchronized long hear(Instant serverAt, long roundTripNanos, long receivedNanos) {
    slew();
    long sinceNanos = nanos.nanoTime() - receivedNanos + roundTripNanos / 2;
    long offset =
        serverAt.toEpochMilli() + sinceNanos / NANOS_PER_MILLI - machine.instant().toEpochMilli();
    if (jumped || Math.abs(offset - offsetMillis) > JUMP_LIMIT_MILLIS) {
      // Older measurements belong to another time.
      sampleCount = 0;
    }
    samples[sampleCount % SAMPLES_LIMIT] = new Sample(roundTripNanos, offset);
    sampleCount++;
    goalMillis = best().offsetMillis();
    jumped = false;
    notBefore = builtAt;
    anchor();
    long difference = goalMillis - offsetMillis;
    if (Math.abs(difference) > SLEW_LIMIT_MILLIS) {
      offsetMillis = goalMillis;
      return difference;
    }
    return 0;
  }

  /** Whether dates may be decided by this clock. */
  public synchronized boolean isPlausible() {
    watchForJumps();
    return !jumped && !instant().isBefore(notBefore);
  }

  /** How far the machine's clock is corrected, in milliseconds. */
  public synchronized long offsetMillis() {
    slew();
    return offsetMillis;
  }

  /** The machine's clock must move as the monotonic one does; only a heartbeat excuses a jump. */
  private void watchForJumps() {
    long expected = anchor.toEpochMilli() + (nanos.nanoTime() - anchorNanos) / NANOS_PER_MILLI;
    if (Math.abs(machine.instant().toEpochMilli() - expected) > JUMP_LIMIT_MILLIS) {
      jumped = true;
    }
  }

  private void anchor() {
    anchor = machine.instant();
    anchorNanos = nanos.nanoTime();
  }

  private Sample best() {
    Sample best = samples[0];
    for (int i = 1; i < Math.min(sampleCount, SAMPLES_LIMIT); i++) {
      if (samples[i].roundTripNanos() < best.roundTripNanos()) {
        best = samples[i];
      }
    }
    return best;
  }

  private void slew() {
    long now = nanos.nanoTime();
    long allowed = (now - slewedAtNanos) / NANOS_PER_MILLI * SLEW_MILLIS_PER_SECOND / 1_000;
    if (allowed > 0) {
      long difference = goalMillis - offsetMillis;
      offsetMillis += Math.clamp(difference, -allowed, allowed);
      slewedAtNanos = now;
    }
  }
}
