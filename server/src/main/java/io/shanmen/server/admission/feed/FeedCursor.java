package io.shanmen.server.admission.feed;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a gate stands in the feed. To the gate it is an opaque text. */
public sealed interface FeedCursor {

  Pattern TEXT =
      Pattern.compile("d:(\\d{1,10}):(\\d{1,18})|s:(\\d{1,10}):(\\d{1,18}):(-?\\d{1,2}):(.{0,60})");

  /** In the middle of a snapshot that began when the feed stood at {@code seq}. */
  record Snapshot(int epoch, long seq, int rank, String key) implements FeedCursor {
    static Snapshot start(int epoch, long seq) {
      return new Snapshot(epoch, seq, -1, "");
    }

    @Override
    public String text() {
      return "s:" + epoch + ":" + seq + ":" + rank + ":" + key;
    }
  }

  /** Everything up to {@code seq} is known. */
  record Delta(int epoch, long seq) implements FeedCursor {
    @Override
    public String text() {
      return "d:" + epoch + ":" + seq;
    }
  }

  /** The text that the gate keeps. */
  String text();

  static FeedCursor delta(int epoch, long seq) {
    return new Delta(epoch, seq);
  }

  /** The cursor of a text, or nothing where the text is none of ours. */
  static Optional<FeedCursor> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      if (matcher.group(1) != null) {
        return Optional.of(
            delta(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))));
      }
      return Optional.of(
          new Snapshot(
              Integer.parseInt(matcher.group(3)),
              Long.parseLong(matcher.group(4)),
              Integer.parseInt(matcher.group(5)),
              matcher.group(6)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
