package io.shanmen.server.identity;

import java.time.Duration;

/**
 * How long sessions live. An operator's session is asleep when the terminal has not proved its key
 * for 30 minutes: a new proof wakes it, as long as its last request is no more than 60 minutes ago.
 * It ends 16 hours after sign-in (longer than any working day) whatever happens. A device's session
 * ends after a day; the device proves itself again by itself.
 */
final class SessionLimits {

  static final Duration IDLE = Duration.ofMinutes(60);
  static final Duration PROOF_AGE = Duration.ofMinutes(30);
  static final Duration OPERATOR_LIFE = Duration.ofHours(16);
  static final Duration DEVICE_LIFE = Duration.ofHours(24);

  /** Requests under way when a session is renewed still carry the token before. */
  static final Duration PREVIOUS_TOKEN_LIFE = Duration.ofSeconds(30);

  /** The last use is written down no more often than this. */
  static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  /** Ended sessions are kept so long for the console, then removed. */
  static final Duration KEPT_AFTER_END = Duration.ofDays(30);

  private SessionLimits() {}
}
