package io.shanmen.simulators.turnstile;

import java.util.Locale;
import java.util.Random;

/**
 * How people behave who find the turnstile open: after a delay they walk through, and now and then
 * one turns back.
 *
 * @param automatic whether people walk by themselves; otherwise only on the command {@code pass}
 * @param delayMillis from open flaps to the first step, 0 to 60,000
 * @param turnBackRate share of people who turn back, 0 to 1
 */
record Visitors(boolean automatic, int delayMillis, double turnBackRate) {
  static final Visitors NONE = new Visitors(false, 0, 0);
  private static final int DELAY_LIMIT_MILLIS = 60_000;

  Visitors {
    if (delayMillis < 0 || delayMillis > DELAY_LIMIT_MILLIS) {
      throw new IllegalArgumentException("the delay must be 0 to 60000 ms");
    }
    if (!(turnBackRate >= 0 && turnBackRate <= 1)) {
      throw new IllegalArgumentException("the share that turns back must be 0% to 100%");
    }
  }

  /** Reads {@code off}, {@code 800} or {@code 800 3%}. */
  static Visitors parse(String text) {
    if (text.equals("off")) {
      return NONE;
    }
    String[] parts = text.split("\\s+", -1);
    try {
      double rate = parts.length > 1 ? Double.parseDouble(parts[1].replace("%", "")) / 100 : 0;
      return new Visitors(true, Integer.parseInt(parts[0].replace("ms", "")), rate);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected off, or a delay in ms and a share that turns back: 800 3%", e);
    }
  }

  boolean turnsBack(Random random) {
    return turnBackRate > 0 && random.nextDouble() < turnBackRate;
  }

  @Override
  public String toString() {
    return automatic
        ? String.format(Locale.ROOT, "%d ms, %.1f%% turn back", delayMillis, turnBackRate * 100)
        : "off";
  }
}
