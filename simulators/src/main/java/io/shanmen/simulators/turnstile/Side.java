package io.shanmen.simulators.turnstile;

/** The way people walk through a turnstile, as its board sees it. */
public enum Side {
  LEFT,
  RIGHT
}
