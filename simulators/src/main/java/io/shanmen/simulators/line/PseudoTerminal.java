package io.shanmen.simulators.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One serial cable: this program holds the device's end, another program opens {@link #path()} as
 * its serial port.
 *
 * <p>As on a real UART, bytes sent while nobody has the port open are lost. Linux only. Safe for
 * several threads; a call waits for the one before it.
 */
public final class PseudoTerminal implements AutoCloseable {
  private static final int CHUNK_LIMIT_BYTES = 4096;

  private final int master;
  private final String slavePath;
  private final byte[] chunk = new byte[CHUNK_LIMIT_BYTES];
  private boolean open = true;

  private PseudoTerminal(int master, String slavePath) {
    this.master = master;
    this.slavePath = slavePath;
  }

  /** Makes a new cable in raw mode. */
  public static PseudoTerminal open() {
    try {
      int master = NativeTerminal.openMaster();
      String path = NativeTerminal.slavePath(master);
      // Opened and closed once: from then on the kernel tells the two states "somebody has the
      // port open" and "nobody has" apart.
      int slave = NativeTerminal.openSlave(path);
      NativeTerminal.makeRaw(slave);
      NativeTerminal.close(slave);
      return new PseudoTerminal(master, path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a pseudo-terminal", e);
    }
  }

  /** The path that the other program opens, for example {@code /dev/pts/7}. */
  public Path path() {
    return Path.of(slavePath);
  }

  /**
   * Points a symbolic link at this cable, in one step, so that a port can keep its name when the
   * cable is pulled and put back.
   *
   * @throws UncheckedIOException where the link cannot be made, also where a real file is in the
   *     way
   */
  public void linkAs(Path link) {
    try {
      if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
        throw new IOException(link + " exists and is not a symbolic link");
      }
      Path parent = link.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Path fresh = Path.of(link + "." + ThreadLocalRandom.current().nextInt(1 << 20));
      Files.createSymbolicLink(fresh, path());
      Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot link " + link, e);
    }
  }

  /** Takes the link away where it still leads to this cable. */
  public void unlink(Path link) {
    try {
      if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(path())) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + link, e);
    }
  }

  /** Whether somebody has the port open at this moment. */
  public synchronized boolean isConnected() {
    return open && (poll(0) & NativeTerminal.POLLHUP) == 0;
  }

  /** Waits at most so long and returns what has come, empty when nothing has. */
  public synchronized byte[] receive(int timeoutMillis) {
    int events = poll(timeoutMillis);
    if ((events & NativeTerminal.POLLIN) == 0) {
      if ((events & NativeTerminal.POLLHUP) != 0) {
        pause(timeoutMillis);
      }
      return new byte[0];
    }
    try {
      int count = NativeTerminal.read(master, chunk);
      return Arrays.copyOf(chunk, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes at once; what finds nobody, or a full buffer, is lost. */
  public synchronized void send(byte[] bytes, int from, int length) {
    if (!isConnected()) {
      return;
    }
    try {
      NativeTerminal.write(master, bytes, from, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pulls the cable: the other side's port fails from now on. */
  @Override
  public synchronized void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      NativeTerminal.close(master);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int poll(int timeoutMillis) {
    if (!open) {
      return NativeTerminal.POLLHUP;
    }
    try {
      return NativeTerminal.poll(master, timeoutMillis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
