package io.shanmen.kernel.admission;

/** Which way a lane is being passed. */
public enum Direction {
  ENTRY,
  EXIT
}
