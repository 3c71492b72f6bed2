package io.shanmen.gate.agent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Each distinct error once, with how often and when last it was seen: a log that does not grow when
 * a cable hangs loose all night. Safe for several threads.
 */
public final class Errors {
  /** Beyond so many kinds of error new ones are only counted. */
  private static final int DISTINCT_LIMIT = 100;

  private static final int TEXT_LIMIT_CHARACTERS = 300;

  /**
   * One kind of error.
   *
   * @param where the agent or part it came from
   * @param text what happened
   */
  public record Entry(String where, String text, long count, Instant first, Instant last) {}

  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long total;

  public Errors(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts a bug or a failure of the machine; the first of its kind goes to the error output too.
   */
  public void add(String where, RuntimeException error) {
    if (add(where, text(error))) {
      System.err.println(where + ": " + text(error));
      error.printStackTrace();
    }
  }

  /** Counts a failure that has no exception; returns whether it is the first of its kind. */
  public synchronized boolean add(String where, String text) {
    total++;
    String key = where + '\n' + text;
    Entry known = entries.get(key);
    Instant now = clock.instant();
    if (known != null) {
      entries.put(key, new Entry(where, text, known.count() + 1, known.first(), now));
      return false;
    }
    if (entries.size() == DISTINCT_LIMIT) {
      return false;
    }
    entries.put(key, new Entry(where, text, 1, now, now));
    return true;
  }

  public synchronized long total() {
    return total;
  }

  public synchronized List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }

  private static String text(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      text.append(text.isEmpty() ? "" : " <- ").append(cause);
    }
    return text.substring(0, Math.min(text.length(), TEXT_LIMIT_CHARACTERS));
  }
}
