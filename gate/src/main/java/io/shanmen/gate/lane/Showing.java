package io.shanmen.gate.lane;

import io.shanmen.gate.reader.CodeCollector;
import io.shanmen.gate.store.JournalEvent.Medium;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.ticketcode.CodeReading;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody shows a code, and it is his turn.
 *
 * @param requestId names this showing for ever, here, at the server and in the journal
 * @param shown the code and where it was read
 * @param reading what it says, by the keys that are known here
 * @param direction which way he wants to walk
 */
record Showing(UUID requestId, Shown shown, CodeReading reading, Direction direction) {
  private static final int DIGITS_CODE_LENGTH = 24;

  /** A code that a reader has read. */
  record Shown(ReaderPort reader, CodeCollector.Code code) {
    String text() {
      return code.text();
    }

    boolean isSameCode(Shown other) {
      return text().equals(other.text());
    }
  }

  Medium medium() {
    return switch (reading) {
      case CodeReading.Read _ -> Medium.QR;
      case CodeReading.LineRead _ -> Medium.DIGITS;
      case CodeReading.Unreadable _ ->
          shown.text().length() == DIGITS_CODE_LENGTH ? Medium.DIGITS : Medium.QR;
    };
  }

  @Nullable Long ticketNo() {
    return switch (reading) {
      case CodeReading.Read read -> read.claims().ticket().number();
      case CodeReading.LineRead line -> line.ticketNumber();
      case CodeReading.Unreadable _ -> null;
    };
  }
}
