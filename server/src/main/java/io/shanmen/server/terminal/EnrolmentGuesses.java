package io.shanmen.server.terminal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Counts wrong enrolment codes by the network address they come from, so that nobody on the network
 * tries them all and fills the audit log on the way. It forgets with the process: a code has 40
 * bits, and the few guesses that a restart gives away do not matter.
 */
@Component
class EnrolmentGuesses {

  static final int ADDRESS_LIMIT_GUESSES = 20;
  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final int LIMIT_ADDRESSES = 10_000;

  private final InstantSource clock;
  private final Cache<String, Guesses> byAddress =
      Caffeine.newBuilder().maximumSize(LIMIT_ADDRESSES).expireAfterWrite(WINDOW).build();

  EnrolmentGuesses(InstantSource clock) {
    this.clock = clock;
  }

  private record Guesses(Instant until, int count) {}

  /** Counts one more guess before it is looked at; false if there were too many. */
  boolean mayTry(String address) {
    Instant now = clock.instant();
    Guesses guesses =
        byAddress
            .asMap()
            .merge(
                address,
                new Guesses(now.plus(WINDOW), 1),
                (known, one) ->
                    now.isBefore(known.until())
                        ? new Guesses(known.until(), known.count() + 1)
                        : one);
    return guesses.count() <= ADDRESS_LIMIT_GUESSES;
  }

  /** The code was right: it was no guess. */
  void wasRight(String address) {
    byAddress
        .asMap()
        .computeIfPresent(address, (key, known) -> new Guesses(known.until(), known.count() - 1));
  }

  void forget() {
    byAddress.invalidateAll();
  }
}
