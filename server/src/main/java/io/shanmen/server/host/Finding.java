package io.shanmen.server.host;

/**
 * One thing that the doctor looked at.
 *
 * @param subject such as "database"
 * @param detail what was found, and what to do if it is not well
 */
public record Finding(Level level, String subject, String detail) {
  /** How well it is; only {@link #BAD} keeps a park from running. */
  public enum Level {
    WELL,
    WATCH,
    BAD
  }

  public static Finding well(String subject, String detail) {
    return new Finding(Level.WELL, subject, detail);
  }

  public static Finding watch(String subject, String detail) {
    return new Finding(Level.WATCH, subject, detail);
  }

  public static Finding bad(String subject, String detail) {
    return new Finding(Level.BAD, subject, detail);
  }
}
