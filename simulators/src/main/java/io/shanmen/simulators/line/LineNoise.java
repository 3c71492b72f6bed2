package io.shanmen.simulators.line;

import java.util.Locale;

/**
 * How a bad line treats messages: each rate is the share of messages, 0 to 1, to which it happens.
 *
 * @param split a pause falls into the middle of the message
 * @param merge the message waits and arrives together with the next one
 * @param drop one byte of the message is lost
 * @param corrupt one bit of the message is flipped
 */
public record LineNoise(double split, double merge, double drop, double corrupt) {
  /** A line that delivers everything as it was sent. */
  public static final LineNoise NONE = new LineNoise(0, 0, 0, 0);

  public LineNoise {
    checkRate("split", split);
    checkRate("merge", merge);
    checkRate("drop", drop);
    checkRate("corrupt", corrupt);
  }

  /** The same rate for all four. */
  public static LineNoise everywhere(double rate) {
    return new LineNoise(rate, rate, rate, rate);
  }

  /**
   * Reads what a person types: {@code off}, {@code 1%} for all four, or a list such as {@code
   * split=5% drop=0.5%}.
   *
   * @throws IllegalArgumentException where the text is neither
   */
  public static LineNoise parse(String text) {
    String trimmed = text.trim();
    if (trimmed.equals("off")) {
      return NONE;
    }
    if (!trimmed.contains("=")) {
      return everywhere(parseRate(trimmed));
    }
    LineNoise noise = NONE;
    for (String part : trimmed.split("\\s+", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("expected name=rate, not " + part);
      }
      noise = noise.with(part.substring(0, equals), parseRate(part.substring(equals + 1)));
    }
    return noise;
  }

  private LineNoise with(String name, double rate) {
    return switch (name) {
      case "split" -> new LineNoise(rate, merge, drop, corrupt);
      case "merge" -> new LineNoise(split, rate, drop, corrupt);
      case "drop" -> new LineNoise(split, merge, rate, corrupt);
      case "corrupt" -> new LineNoise(split, merge, drop, rate);
      default ->
          throw new IllegalArgumentException("noise is split, merge, drop or corrupt, not " + name);
    };
  }

  private static double parseRate(String text) {
    try {
      return text.endsWith("%")
          ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
          : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a rate such as 1%, not " + text, e);
    }
  }

  private static void checkRate(String name, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(name + " must be 0% to 100%");
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "split=%.2f%% merge=%.2f%% drop=%.2f%% corrupt=%.2f%%",
        split * 100,
        merge * 100,
        drop * 100,
        corrupt * 100);
  }
}
