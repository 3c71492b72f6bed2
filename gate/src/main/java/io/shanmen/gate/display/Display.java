package io.shanmen.gate.display;

import io.shanmen.gate.Mode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the display shows now, and who wants to know when it changes. Safe for several threads. */
public final class Display {

  /**
   * Everything that the page needs.
   *
   * @param screen the main thing
   * @param mode ONLINE, OFFLINE … for the badge
   * @param gateName as staff call it, empty before it is known
   * @param alarm the board's alarm bits, 0 for none
   */
  public record State(
      Screen screen, Mode mode, String parkZh, String parkEn, String gateName, int alarm) {}

  private final List<Consumer<State>> watchers = new CopyOnWriteArrayList<>();
  private volatile State state =
      new State(new Screen.Notice(Screen.Notice.Kind.STARTING, ""), Mode.OFFLINE, "", "", "", 0);

  public State state() {
    return state;
  }

  /** Shows this; nothing happens where it is shown already. */
  public void show(State next) {
    if (!next.equals(state)) {
      state = next;
      watchers.forEach(watcher -> watcher.accept(next));
    }
  }

  /** Tells the watcher of every change from now on, until the returned handle is closed. */
  public Watch watch(Consumer<State> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /** Ends a watch. */
  @FunctionalInterface
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
