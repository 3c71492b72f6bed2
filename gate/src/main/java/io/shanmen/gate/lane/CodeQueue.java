package io.shanmen.gate.lane;

import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.lane.Showing.Shown;
import io.shanmen.gate.reader.CodeCollector;
import io.shanmen.kernel.admission.ReaderMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The codes that the readers have read, one visitor at a time: the next one's code waits, and a
 * code that a reader sees again within some seconds is the same showing.
 */
final class CodeQueue {
  /** A code that waited for longer belongs to somebody who has gone elsewhere. */
  private static final long WAITING_LIMIT_NANOS = NanoClock.millis(8_000);

  private final LaneContext context;
  private final Map<ReaderPort, ReaderMemory<Verdict>> answers = new HashMap<>();
  private @Nullable Shown waiting;

  CodeQueue(LaneContext context) {
    this.context = context;
  }

  /** The codes that have come since the last call. */
  List<Shown> read() {
    List<Shown> read = new ArrayList<>(0);
    for (ReaderPort reader : context.devices().readers()) {
      for (CodeCollector.Code code : reader.poll(context.nanoTime())) {
        read.add(new Shown(reader, code));
      }
    }
    return read;
  }

  /** What this reader's last code was answered with, where this is the same showing of it. */
  Optional<Verdict> answerBefore(Shown shown) {
    Duration limit = Duration.ofMillis(context.facts().settings().times().sameReader());
    return memory(shown.reader()).recall(shown.text(), context.instant(), limit);
  }

  void answered(Shown shown, Verdict verdict) {
    answers.put(
        shown.reader(), memory(shown.reader()).remember(shown.text(), verdict, context.instant()));
  }

  private ReaderMemory<Verdict> memory(ReaderPort reader) {
    return answers.getOrDefault(reader, ReaderMemory.empty());
  }

  /** Lets this code wait for its turn; the one that waited has been overtaken. */
  void await(Shown shown) {
    waiting = shown;
  }

  /** The code whose turn it is, null where none waits or the one that did has waited too long. */
  @Nullable Shown next() {
    Shown next = waiting;
    waiting = null;
    return next != null && context.nanoTime() - next.code().lastByteNanos() < WAITING_LIMIT_NANOS
        ? next
        : null;
  }

  boolean isEmpty() {
    return waiting == null;
  }
}
