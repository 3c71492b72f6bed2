package io.shanmen.server.admission;

import io.shanmen.kernel.admission.PassageKind;

/** What a passage counts as. The numbers are kept apart and never added up into one another. */
public enum PassageSort {
  /** First passage of a person on a ticket: a unique admission (K1). */
  FIRST(Way.IN),
  /** Came back; not a unique admission (R71). */
  REENTRY(Way.IN),
  /** Left, with the ticket shown. */
  EXIT(Way.OUT),
  /** Let in by staff, with a reason. */
  MANUAL(Way.IN),
  /** Came in without a ticket during an emergency opening. */
  UNTICKETED_IN(Way.IN),
  /** Left during an emergency opening. */
  UNTICKETED_OUT(Way.OUT),
  /** Left through a gate that only counts. */
  EXIT_COUNTED(Way.OUT);

  /** Into the park or out of it. */
  public enum Way {
    IN,
    OUT
  }

  private final Way way;

  PassageSort(Way way) {
    this.way = way;
  }

  public Way way() {
    return way;
  }

  public boolean isIn() {
    return way == Way.IN;
  }

  /** What the kernel's kind of passage counts as. */
  public static PassageSort of(PassageKind kind) {
    return switch (kind) {
      case FIRST -> FIRST;
      case REENTRY -> REENTRY;
      case EXIT -> EXIT;
    };
  }
}
