package io.shanmen.gate.lane;

import io.shanmen.gate.display.Screen;
import io.shanmen.kernel.admission.ReaderMemory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reader's last code was answered with.
 *
 * @param screen the refusal that was shown, null where people were let in
 */
record LastAnswer(String code, @Nullable Screen screen, Instant at) {

  /** Whether showing this code now is the same showing again. */
  boolean repeats(String shown, Instant now) {
    return shown.equals(code)
        && !now.isBefore(at)
        && now.isBefore(at.plus(ReaderMemory.REPEAT_LIMIT));
  }
}
