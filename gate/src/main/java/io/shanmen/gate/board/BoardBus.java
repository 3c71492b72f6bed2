package io.shanmen.gate.board;

import io.shanmen.gate.agent.Agent;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.serial.SerialLink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RS-485 bus with 7E/7F boards. The wire is shared: one command at a time, then its answer or a
 * time-out, then the next; orders before queries, boards in turn.
 */
public final class BoardBus implements Agent {
  /** A command of 8 bytes and an answer of 18 take 19 ms; an answer in two pieces 45 ms. */
  private static final long ANSWER_LIMIT_NANOS = NanoClock.millis(100);

  /** Nobody speaks before the line has been quiet for a few bytes' time. */
  private static final long QUIET_NANOS = NanoClock.millis(4);

  private final SerialLink link;
  private final NanoClock nanos;
  private final List<SevenBoard> boards = new ArrayList<>();
  private final BoardStatus.Collector collector = new BoardStatus.Collector();
  private int turn;
  private @Nullable SevenBoard awaited;
  private long spokenNanos;
  private long lastByteNanos;
  private long unanswered;
  private long answered;

  public BoardBus(SerialLink link, NanoClock nanos) {
    this.link = link;
    this.nanos = nanos;
    this.lastByteNanos = nanos.nanoTime();
  }

  /**
   * A board on this bus.
   *
   * @param machine 1 to 255, each once
   * @param entryIsLeft whether people who come in walk to what the board calls left
   */
  public Turnstile attach(int machine, boolean entryIsLeft) {
    if (machine < 1 || machine > 255 || boards.stream().anyMatch(b -> b.machine() == machine)) {
      throw new IllegalArgumentException("machine " + machine + " is not free on this bus");
    }
    SevenBoard.EntrySide side =
        entryIsLeft ? SevenBoard.EntrySide.LEFT : SevenBoard.EntrySide.RIGHT;
    SevenBoard board = new SevenBoard(machine, side, nanos.nanoTime());
    boards.add(board);
    return board;
  }

  @Override
  public String role() {
    return "board-bus";
  }

  @Override
  public int doWork() {
    int work = listen();
    long now = nanos.nanoTime();
    if (awaited != null && now - spokenNanos >= ANSWER_LIMIT_NANOS) {
      awaited = null;
      unanswered++;
    }
    if (awaited == null && now - lastByteNanos >= QUIET_NANOS) {
      work += speak(now);
    }
    return work;
  }

  private int listen() {
    int work = 0;
    for (SerialLink.Received in = link.poll(); in != null; in = link.poll()) {
      lastByteNanos = in.atNanos();
      for (BoardStatus status : collector.add(in.bytes())) {
        answered++;
        hear(status);
      }
      work++;
    }
    return work;
  }

  private void hear(BoardStatus status) {
    long now = nanos.nanoTime();
    for (SevenBoard board : boards) {
      if (board.machine() == status.machine()) {
        board.heard(status, now);
        if (board == awaited) {
          awaited = null;
        }
      }
    }
  }

  private int speak(long now) {
    for (SevenBoard board : boards) {
      byte[] order = board.nextOrder(now);
      if (order != null) {
        return send(board, order, now);
      }
    }
    for (int i = 0; i < boards.size(); i++) {
      SevenBoard board = boards.get((turn + i) % boards.size());
      byte[] query = board.nextQuery(now);
      if (query != null) {
        turn = (turn + i + 1) % boards.size();
        return send(board, query, now);
      }
    }
    return 0;
  }

  private int send(SevenBoard board, byte[] frame, long now) {
    if (!link.send(frame)) {
      return 0;
    }
    awaited = board;
    spokenNanos = now;
    return 1;
  }

  /** Commands that no board answered in time. */
  public long unanswered() {
    return unanswered;
  }

  /** Good answers. */
  public long answered() {
    return answered;
  }

  /** Bytes that belonged to no answer. */
  public long skippedBytes() {
    return collector.skippedBytes();
  }

  /** Whether the port is there. */
  public boolean isUp() {
    return link.isUp();
  }

  @Override
  public void onClose() {
    link.close();
  }
}
