package io.shanmen.simulators.line;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A device's end of a serial line: bytes take the time that the baud rate gives them, noise is
 * added, and the cable can be pulled and put back.
 *
 * <p>On a half-duplex line (RS-485) both sides share the wire: what the other side sends while this
 * device is sending is lost, spoils the rest of this message, and is counted as a collision.
 */
public final class DeviceLine implements AutoCloseable {
  /** How a line is built: its speed, whether both sides share the wire, and the link's path. */
  public record Wiring(LineSpeed speed, boolean halfDuplex, @Nullable Path link, long seed) {}

  private static final long SPLIT_PAUSE_NANOS = 25_000_000;
  private static final int NOBODY_PAUSE_MILLIS = 5;

  private final Wiring wiring;
  private final Random random;
  private volatile LineNoise noise = LineNoise.NONE;
  private volatile @Nullable PseudoTerminal terminal;
  private volatile Path path;
  private byte[] heldBack = new byte[0];
  private volatile long collisions;

  public DeviceLine(Wiring wiring) {
    this.wiring = wiring;
    this.random = new Random(wiring.seed());
    PseudoTerminal first = PseudoTerminal.open();
    this.terminal = first;
    this.path = first.path();
    link(first);
  }

  /** The path to open as a serial port: the link where there is one, else the device itself. */
  public Path path() {
    Path link = wiring.link();
    return link != null ? link : path;
  }

  /** Adds this noise to what the device sends from now on. */
  public void noise(LineNoise wanted) {
    noise = wanted;
  }

  public LineNoise noise() {
    return noise;
  }

  /**
   * Messages spoilt because the other side spoke at the same time; always 0 on a full-duplex line.
   */
  public long collisions() {
    return collisions;
  }

  public boolean isPlugged() {
    return terminal != null;
  }

  /**
   * Pulls the cable: the program on the other side gets errors, as with a pulled USB adapter, and
   * the link is gone. It must be: the kernel gives the device's number to whoever opens the next
   * terminal, and a link left behind would lead there.
   */
  public void unplug() {
    PseudoTerminal old = terminal;
    terminal = null;
    if (old != null) {
      unlink(old);
      old.close();
    }
  }

  /** Puts the cable back: a new device, under the same link where there is one. */
  public void replug() {
    if (terminal == null) {
      PseudoTerminal fresh = PseudoTerminal.open();
      path = fresh.path();
      link(fresh);
      terminal = fresh;
    }
  }

  /** Waits at most so long for bytes and returns them once the last has crossed the wire. */
  public byte[] receive(int timeoutMillis) {
    PseudoTerminal now = terminal;
    if (now == null) {
      pauseUntil(System.nanoTime() + NOBODY_PAUSE_MILLIS * 1_000_000L);
      return new byte[0];
    }
    byte[] bytes = now.receive(timeoutMillis);
    if (bytes.length > 0) {
      pauseUntil(System.nanoTime() + wiring.speed().nanosFor(bytes.length));
    }
    return bytes;
  }

  /** Sends one message with noise and at the line's pace; returns when its last byte has gone. */
  public void send(byte[] message) {
    LineNoise bad = noise;
    byte[] bytes = message.clone();
    if (happens(bad.corrupt()) && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    if (happens(bad.drop()) && bytes.length > 0) {
      bytes = without(bytes, random.nextInt(bytes.length));
    }
    if (happens(bad.merge())) {
      heldBack = join(heldBack, bytes);
      return;
    }
    int pauseBefore = happens(bad.split()) && bytes.length > 1 ? pausePoint(bytes.length) : -1;
    byte[] all = join(heldBack, bytes);
    heldBack = new byte[0];
    transmit(all, pauseBefore < 0 ? -1 : all.length - bytes.length + pauseBefore);
  }

  /** Field reports have replies cut two bytes before their end; other cuts are as bad. */
  private int pausePoint(int length) {
    return random.nextBoolean() ? Math.max(1, length - 2) : 1 + random.nextInt(length - 1);
  }

  private void transmit(byte[] bytes, int pauseBefore) {
    long start = System.nanoTime();
    long delay = 0;
    int sent = 0;
    boolean spoilt = false;
    while (sent < bytes.length) {
      PseudoTerminal now = terminal;
      if (now == null) {
        return;
      }
      if (sent == pauseBefore && delay == 0) {
        delay = SPLIT_PAUSE_NANOS;
      }
      pauseUntil(start + delay + wiring.speed().nanosFor(sent + 1));
      if (wiring.halfDuplex() && !spoilt && now.receive(0).length > 0) {
        spoilt = true;
        collisions++;
      }
      int due = bytesDue(System.nanoTime() - start - delay, sent, bytes.length);
      if (pauseBefore > sent) {
        due = Math.min(due, pauseBefore);
      }
      if (spoilt) {
        Arrays.fill(bytes, sent, due, (byte) 0xFF);
      }
      now.send(bytes, sent, due - sent);
      sent = due;
    }
  }

  private int bytesDue(long elapsedNanos, int sent, int length) {
    int due = (int) (elapsedNanos / wiring.speed().nanosFor(1));
    return Math.max(sent + 1, Math.min(due, length));
  }

  private boolean happens(double rate) {
    return rate > 0 && random.nextDouble() < rate;
  }

  private void link(PseudoTerminal target) {
    Path link = wiring.link();
    if (link != null) {
      target.linkAs(link);
    }
  }

  private void unlink(PseudoTerminal target) {
    Path link = wiring.link();
    if (link != null) {
      target.unlink(link);
    }
  }

  private static byte[] without(byte[] bytes, int index) {
    byte[] rest = new byte[bytes.length - 1];
    System.arraycopy(bytes, 0, rest, 0, index);
    System.arraycopy(bytes, index + 1, rest, index, rest.length - index);
    return rest;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static void pauseUntil(long deadlineNanos) {
    long left = deadlineNanos - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = deadlineNanos - System.nanoTime();
    }
  }

  @Override
  public void close() {
    unplug();
  }
}
