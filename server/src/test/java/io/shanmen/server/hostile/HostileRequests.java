package io.shanmen.server.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables under {@code resources/hostile}; each says at its top how it is read. */
final class HostileRequests {

  private static final Pattern MARK = Pattern.compile("«([^»]*)»");

  private HostileRequests() {}

  /**
   * A row: somebody sends a request.
   *
   * @param what what the attacker does
   * @param who who sends it
   * @param call method, path and perhaps headers
   * @param body the body with its marks; empty for none
   * @param refusal the status and the code that the answer must have
   */
  record Row(String what, String who, String call, String body, String refusal) {

    int status() {
      return Integer.parseInt(refusal.split(" ", 2)[0]);
    }

    /** The stable code; {@code -} where the answer comes from before our own code. */
    String code() {
      return refusal.split(" ", -1)[1];
    }
  }

  static List<Row> read(String table) {
    return lines(table).stream().map(HostileRequests::row).toList();
  }

  private static Row row(String line) {
    String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
    if (cells.length != 5) {
      throw new IllegalStateException("not five columns: " + line);
    }
    return new Row(cells[0], cells[1], cells[2], cells[3], cells[4]);
  }

  private static List<String> lines(String table) {
    String path = "/hostile/" + table;
    try (InputStream in =
        Objects.requireNonNull(HostileRequests.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }

  /** Replaces the marks; the result is one character for each byte. */
  static String filled(String text, Map<String, String> facts) {
    Matcher marks = MARK.matcher(text);
    StringBuilder filled = new StringBuilder();
    int end = 0;
    while (marks.find()) {
      filled.append(bytes(text.substring(end, marks.start())));
      filled.append(bytes(value(marks.group(1), facts)));
      end = marks.end();
    }
    return filled.append(bytes(text.substring(end))).toString();
  }

  private static String value(String mark, Map<String, String> facts) {
    if (mark.equals("new")) {
      return UUID.randomUUID().toString();
    }
    if (mark.equals("crlf")) {
      return "\r\n";
    }
    if (mark.startsWith("hex ")) {
      return "\0hex" + mark.substring(4);
    }
    int times = mark.lastIndexOf('*');
    if (times > 0) {
      return mark.substring(0, times).repeat(Integer.parseInt(mark.substring(times + 1)));
    }
    return Objects.requireNonNull(facts.get(mark), mark);
  }

  private static String bytes(String text) {
    return text.startsWith("\0hex")
        ? new String(HexFormat.of().parseHex(text.substring(4)), ISO_8859_1)
        : new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
