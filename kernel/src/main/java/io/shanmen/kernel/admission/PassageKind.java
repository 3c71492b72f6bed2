package io.shanmen.kernel.admission;

/** What a passage means for the ticket and for the counts (R71). */
public enum PassageKind {
  /** Uses one use; counts as a unique admission. */
  FIRST,
  /** Comes back after leaving; uses none, and is not a unique admission. */
  REENTRY,
  /** Leaves; uses none. */
  EXIT
}
