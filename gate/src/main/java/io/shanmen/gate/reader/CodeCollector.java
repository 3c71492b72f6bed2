package io.shanmen.gate.reader;

import io.shanmen.gate.agent.NanoClock;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes codes of a scanner's bytes. A code ends with CR, LF or both, or, where the scanner sends no
 * line end, with a pause. A scanner that has sent a line end once is trusted to send it always: its
 * code may then arrive in pieces, as it does on a gate that is busy with something else. Text is
 * UTF-8, else GBK, the two that scanners in use here send.
 */
public final class CodeCollector {
  /** Longer than the pauses inside a code (a USB adapter delivers every 16 ms). */
  private static final long PAUSE_ENDS_CODE_NANOS = NanoClock.millis(200);

  /** What has no line end after so long was damaged on the way. */
  private static final long PAUSE_ENDS_LINE_NANOS = NanoClock.millis(1_000);

  /** The longest code that the server takes. */
  private static final int CODE_LIMIT_BYTES = 512;

  private static final Charset GBK = Charset.forName("GBK");

  /**
   * One code.
   *
   * @param text as read, without line end, never empty
   * @param lastByteNanos when its last byte came, by the monotonic clock
   */
  public record Code(String text, long lastByteNanos) {}

  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private long lastByteNanos;
  private boolean endsLines;
  private boolean tooLong;
  private long overlong;

  /** Takes bytes and returns the codes that they complete. */
  public List<Code> add(byte[] bytes, long atNanos) {
    List<Code> codes = new ArrayList<>(1);
    if (isOver(atNanos)) {
      end(codes);
    }
    lastByteNanos = atNanos;
    for (byte value : bytes) {
      if (value == '\r' || value == '\n') {
        endsLines = true;
        end(codes);
      } else if (pending.size() == CODE_LIMIT_BYTES) {
        tooLong = true;
      } else {
        pending.write(value);
      }
    }
    return codes;
  }

  /** Ends a code that has no line end once the pause after it is long enough. */
  public List<Code> pause(long nowNanos) {
    List<Code> codes = new ArrayList<>(0);
    if (isOver(nowNanos)) {
      end(codes);
    }
    return codes;
  }

  private boolean isOver(long nowNanos) {
    long limit = endsLines ? PAUSE_ENDS_LINE_NANOS : PAUSE_ENDS_CODE_NANOS;
    return pending.size() > 0 && nowNanos - lastByteNanos >= limit;
  }

  /** Codes thrown away because they were longer than any ticket's. */
  public long overlong() {
    return overlong;
  }

  private void end(List<Code> codes) {
    if (tooLong) {
      overlong++;
    } else if (pending.size() > 0) {
      String text = decode(pending.toByteArray());
      if (!text.isBlank()) {
        codes.add(new Code(text, lastByteNanos));
      }
    }
    pending.reset();
    tooLong = false;
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, GBK);
    }
  }
}
