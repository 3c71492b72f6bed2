package io.shanmen.gate.lane;

import io.shanmen.gate.reader.CodeCollector;
import io.shanmen.gate.serial.SerialLink;
import io.shanmen.kernel.admission.Direction;
import java.util.ArrayList;
import java.util.List;

/** One scanner of a lane: its name, the way it looks, and the line it is on. */
public final class ReaderPort {
  private final String name;
  private final Direction direction;
  private final SerialLink link;
  private final CodeCollector collector = new CodeCollector();
  private long codes;

  /**
   * A scanner.
   *
   * @param name as it stands in the journal, for example {@code entry-1}
   * @param direction which way people walk who use it, where the gate lets people both ways
   */
  public ReaderPort(String name, Direction direction, SerialLink link) {
    this.name = name;
    this.direction = direction;
    this.link = link;
  }

  public String name() {
    return name;
  }

  Direction direction() {
    return direction;
  }

  public boolean isUp() {
    return link.isUp();
  }

  /** Codes read so far. */
  public long codes() {
    return codes;
  }

  /** Codes thrown away because they were longer than any ticket's. */
  public long overlong() {
    return collector.overlong();
  }

  /** The codes that have come since the last call. */
  List<CodeCollector.Code> poll(long nowNanos) {
    List<CodeCollector.Code> found = new ArrayList<>(0);
    for (SerialLink.Received in = link.poll(); in != null; in = link.poll()) {
      found.addAll(collector.add(in.bytes(), in.atNanos()));
    }
    found.addAll(collector.pause(nowNanos));
    codes += found.size();
    return found;
  }

  void close() {
    link.close();
  }
}
