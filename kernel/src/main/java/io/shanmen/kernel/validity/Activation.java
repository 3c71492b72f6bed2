package io.shanmen.kernel.validity;

import java.util.Objects;

/**
 * A ticket whose clock starts late (V4): it is valid for some days or hours from its first use or
 * from its activation, which must happen within its {@link DayRange}.
 *
 * @param start what starts the clock
 * @param amount how long it runs, 1 to {@link #AMOUNT_LIMIT}
 * @param unit business days (the starting day is the first of them) or hours to the minute
 */
public record Activation(Start start, int amount, Unit unit) {

  /** The longest run, in its unit. */
  public static final int AMOUNT_LIMIT = (1 << 12) - 1;

  /** What starts the clock. */
  public enum Start {
    /** The first passage. */
    FIRST_USE,
    /** An act of its own, for example registering the holder's photo. */
    ACTIVATION
  }

  /** In what the clock counts. */
  public enum Unit {
    DAYS,
    HOURS
  }

  public Activation {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(unit, "unit");
    if (amount < 1 || amount > AMOUNT_LIMIT) {
      throw new IllegalArgumentException("no such length: " + amount);
    }
  }
}
