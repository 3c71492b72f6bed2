package io.shanmen.gate.lane;

import io.shanmen.gate.Mode;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.Turnstile.Way;
import io.shanmen.gate.display.Display;
import io.shanmen.gate.display.Screen;
import io.shanmen.gate.store.GatePlace;
import io.shanmen.gate.store.ParkFactsHere;
import io.shanmen.kernel.admission.Direction;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what the display shows: what is blocked goes before who is passing, who is passing before
 * a refusal that is still being read, and an arrow when nothing else is going on.
 */
final class LaneScreen {
  private static final long REFUSAL_NANOS = NanoClock.millis(4_000);
  private static final long ADMITTED_NANOS = NanoClock.millis(1_200);
  private static final DateTimeFormatter HOUR_AND_MINUTE = DateTimeFormatter.ofPattern("HH:mm");

  private final Display display;
  private final NanoClock nanos;
  private @Nullable Screen held;
  private long heldUntilNanos;
  private boolean reading;

  LaneScreen(Display display, NanoClock nanos) {
    this.display = display;
    this.nanos = nanos;
  }

  /** A code was read and the answer takes a moment. */
  void reading() {
    reading = true;
  }

  void idle() {
    reading = false;
  }

  void refuse(Verdict.Refuse refuse, ParkFactsHere facts) {
    Instant usedAt = refuse.usedAt();
    ZoneId zone = facts.settings().calendar().zone();
    String time = usedAt == null ? null : HOUR_AND_MINUTE.format(usedAt.atZone(zone));
    hold(new Screen.Refuse(refuse.event().reason(), time, refuse.usedAtGate()), REFUSAL_NANOS);
  }

  private void hold(Screen screen, long forNanos) {
    reading = false;
    held = screen;
    heldUntilNanos = nanos.nanoTime() + forNanos;
  }

  void update(
      Mode mode,
      ParkFactsHere facts,
      Screen.@Nullable Notice blocked,
      PassageControl.@Nullable Progress progress,
      int alarm) {
    GatePlace here = facts.here();
    display.show(
        new Display.State(
            choose(facts, blocked, progress),
            mode,
            facts.settings().parkNameZh(),
            facts.settings().parkNameEn(),
            here == null ? "" : here.name(),
            alarm));
  }

  private Screen choose(
      ParkFactsHere facts,
      Screen.@Nullable Notice blocked,
      PassageControl.@Nullable Progress progress) {
    if (blocked != null) {
      reading = false;
      return blocked;
    }
    if (progress != null) {
      Screen passing = passing(progress);
      hold(passing, ADMITTED_NANOS);
      return passing;
    }
    Screen kept = held;
    if (kept != null && !reading && nanos.nanoTime() - heldUntilNanos < 0) {
      return kept;
    }
    held = null;
    return reading ? new Screen.Reading() : new Screen.Idle(usualDirection(facts));
  }

  private static Screen passing(PassageControl.Progress progress) {
    Direction direction = progress.task().way() == Way.ENTRY ? Direction.ENTRY : Direction.EXIT;
    return switch (progress.task()) {
      case PassageTask.Ticket ticket ->
          new Screen.Admit(
              direction,
              ticket.typeZh(),
              ticket.typeEn(),
              ticket.people(),
              progress.passed(),
              ticket.left());
      case PassageTask.Manual manual ->
          new Screen.Manual(direction, manual.people(), progress.passed());
    };
  }

  private static Direction usualDirection(ParkFactsHere facts) {
    GatePlace here = facts.here();
    return here != null && here.direction() == GatePlace.Ways.EXIT
        ? Direction.EXIT
        : Direction.ENTRY;
  }
}
