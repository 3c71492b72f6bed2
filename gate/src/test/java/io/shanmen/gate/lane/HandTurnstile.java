package io.shanmen.gate.lane;

import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.board.TurnstileView;
import io.shanmen.gate.board.TurnstileView.Health;
import io.shanmen.gate.board.TurnstileView.Position;

/** A turnstile that does what the test says. */
final class HandTurnstile implements Turnstile {
  Health health = Health.OK;
  Position position = Position.CLOSED;
  boolean occupied;
  int entered;
  int exited;
  int counter = 100;
  int orders;
  boolean held;

  /** Called when the order to open comes. */
  Runnable onOpen = () -> {};

  @Override
  public void open(Way way, int people) {
    onOpen.run();
    orders++;
    position = way == Way.ENTRY ? Position.OPEN_TO_ENTRY : Position.OPEN_TO_EXIT;
  }

  @Override
  public void close() {
    position = Position.CLOSED;
  }

  @Override
  public void holdOpen(boolean isWanted) {
    held = isWanted;
    position = isWanted ? Position.OPEN_TO_EXIT : Position.CLOSED;
  }

  @Override
  public TurnstileView view() {
    return new TurnstileView(
        health, position, entered, exited, counter, 0, 0, 0, occupied, true, false);
  }

  @Override
  public long openSentNanos() {
    return 0;
  }

  /** Somebody walks in and is counted. */
  void pass() {
    entered++;
    counter++;
  }
}
