package io.shanmen.server.terminal;

import io.shanmen.server.foundation.AfterReset;
import org.springframework.stereotype.Component;

/** All tests come from one address. */
@Component
class FreshEnrolmentGuesses implements AfterReset {

  private final EnrolmentGuesses guesses;

  FreshEnrolmentGuesses(EnrolmentGuesses guesses) {
    this.guesses = guesses;
  }

  @Override
  public void afterReset() {
    guesses.forget();
  }
}
