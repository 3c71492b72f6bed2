package io.shanmen.server.cashdesk;

import io.shanmen.kernel.money.Money;

/** Who has to accept a difference between counted and expected cash (R6). */
public enum OverShortBand {
  /** So small that nobody needs to look. */
  AUTOMATIC(CashDeskPermissions.WORK),
  /** A supervisor accepts with a reason. */
  SUPERVISOR(CashDeskPermissions.ACCEPT),
  /** A manager accepts with a note; finance examines it, with the camera's record. */
  MANAGER(CashDeskPermissions.ACCEPT_LARGE),
  /** The same, so large that it is an incident. */
  INCIDENT(CashDeskPermissions.ACCEPT_LARGE);

  private final String permission;

  OverShortBand(String permission) {
    this.permission = permission;
  }

  /** What the person who accepts must be allowed to do. */
  String permission() {
    return permission;
  }

  ShiftState closesAs() {
    return switch (this) {
      case AUTOMATIC, SUPERVISOR -> ShiftState.CLOSED;
      case MANAGER, INCIDENT -> ShiftState.CLOSED_WITH_EXCEPTION;
    };
  }

  /**
   * The upper ends of the bands, in minor units; they still belong to the band.
   *
   * @param automaticMinor usually 5 yuan
   * @param supervisorMinor usually 50 yuan
   * @param managerMinor usually 500 yuan
   */
  record Limits(long automaticMinor, long supervisorMinor, long managerMinor) {

    static final Limits USUAL = new Limits(500, 5_000, 50_000);

    Limits {
      if (automaticMinor < 0
          || supervisorMinor < automaticMinor
          || managerMinor < supervisorMinor) {
        throw new IllegalArgumentException("the bands must follow one another");
      }
    }

    OverShortBand of(Money overShort) {
      long size = overShort.abs().minor();
      if (size <= automaticMinor) {
        return AUTOMATIC;
      }
      if (size <= supervisorMinor) {
        return SUPERVISOR;
      }
      return size <= managerMinor ? MANAGER : INCIDENT;
    }
  }
}
