package io.shanmen.gate.lane;

import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.display.Display;
import io.shanmen.gate.link.Authority;
import io.shanmen.gate.link.Connection;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.ParkFactsHere;
import io.shanmen.gate.store.SyncedList;
import io.shanmen.kernel.ticketcode.Suites;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Everything that one lane works with. */
public record LaneContext(
    Devices devices,
    Memory memory,
    Server server,
    Clocks clocks,
    Surroundings surroundings,
    Settings settings) {

  /** The gate's machines. */
  public record Devices(Turnstile turnstile, List<ReaderPort> readers) {
    public Devices {
      readers = List.copyOf(readers);
    }
  }

  /** What the gate knows and remembers. */
  public record Memory(SyncedList list, Journal journal, Suites suites) {}

  /** The server, as far as it can be reached. */
  public record Server(Authority authority, Connection connection) {}

  /** The clocks. */
  public record Clocks(DisciplinedClock clock, NanoClock nanos) {}

  /** Where things are shown and counted, and new ids come from. */
  public record Surroundings(Display display, Errors errors, Supplier<UUID> ids) {}

  /**
   * How this lane is set.
   *
   * @param name for its thread and its messages
   * @param peopleLimit how many people it passes in one go, 1 to 99
   * @param boardCounts whether the board tells who passed
   */
  public record Settings(String name, int peopleLimit, boolean boardCounts) {}

  /** What is known now of the park. */
  ParkFactsHere facts() {
    return memory.list().facts();
  }

  /** The gate's own disciplined time. */
  Instant instant() {
    return clocks.clock().instant();
  }

  long nanoTime() {
    return clocks.nanos().nanoTime();
  }
}
