package io.shanmen.server.insight.sheet;

/**
 * A column of a table.
 *
 * @param key its name for programs
 * @param zh its head in Chinese
 * @param en its head in English
 * @param kind what stands in it
 */
public record Column(String key, String zh, String en, Kind kind) {

  /** What stands in a column. */
  public enum Kind {
    TEXT,
    /** A whole number. */
    COUNT,
    /** Minor units of the park's currency. */
    MONEY,
    /** A decimal between 0 and 1, or nothing where there is nothing to divide by. */
    RATIO,
    /** A date. */
    DAY,
    /** A moment. */
    TIME
  }

  public static Column text(String key, String zh, String en) {
    return new Column(key, zh, en, Kind.TEXT);
  }

  public static Column count(String key, String zh, String en) {
    return new Column(key, zh, en, Kind.COUNT);
  }

  public static Column money(String key, String zh, String en) {
    return new Column(key, zh, en, Kind.MONEY);
  }

  public static Column ratio(String key, String zh, String en) {
    return new Column(key, zh, en, Kind.RATIO);
  }

  public static Column day(String key, String zh, String en) {
    return new Column(key, zh, en, Kind.DAY);
  }

  public static Column time(String key, String zh, String en) {
    return new Column(key, zh, en, Kind.TIME);
  }
}
