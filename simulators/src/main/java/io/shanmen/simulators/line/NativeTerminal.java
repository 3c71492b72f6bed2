package io.shanmen.simulators.line;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The few calls of the C library that make a pseudo-terminal, as POSIX names them.
 *
 * <p>Every call takes the memory it needs from its own short arena: a simulator moves kilobytes a
 * second, so clarity is worth more here than an allocation.
 */
final class NativeTerminal {
  static final int POLLIN = 0x1;
  static final int POLLHUP = 0x10;

  private static final int O_RDWR = 0x2;
  private static final int O_NOCTTY = 0x100;
  private static final int O_NONBLOCK = 0x800;
  private static final int TCSANOW = 0;
  private static final int EIO = 5;
  private static final int EAGAIN = 11;
  private static final int PATH_LIMIT_BYTES = 128;

  /** Larger than {@code struct termios} on any Linux; only the C library looks inside. */
  private static final int TERMIOS_LIMIT_BYTES = 256;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_FIELD =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPEN_MASTER =
      call("posix_openpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle GRANT =
      call("grantpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle UNLOCK =
      call("unlockpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle NAME =
      call("ptsname_r", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle GET_ATTRIBUTES =
      call("tcgetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle SET_ATTRIBUTES =
      call("tcsetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle MAKE_RAW =
      LINKER.downcallHandle(symbol("cfmakeraw"), FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle OPEN =
      LINKER.downcallHandle(
          symbol("open"),
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(2),
          ERRNO);
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle READ =
      call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle POLL =
      call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

  private NativeTerminal() {}

  /** Opens a new pseudo-terminal and returns the descriptor of its master side. */
  static int openMaster() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int fd = (int) OPEN_MASTER.invokeExact(state, O_RDWR | O_NOCTTY | O_NONBLOCK);
      check(fd, state, "posix_openpt");
      check((int) GRANT.invokeExact(state, fd), state, "grantpt");
      check((int) UNLOCK.invokeExact(state, fd), state, "unlockpt");
      return fd;
    } catch (Throwable failure) {
      throw asIo(failure);
    }
  }

  /** Returns the path of the slave side, for example {@code /dev/pts/7}. */
  static String slavePath(int fd) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment path = arena.allocate(PATH_LIMIT_BYTES);
      check((int) NAME.invokeExact(state, fd, path, (long) PATH_LIMIT_BYTES), state, "ptsname_r");
      return path.getString(0);
    } catch (Throwable failure) {
      throw asIo(failure);
    }
  }

  /** Makes the terminal transparent: no echo, no line editing, every byte as it is. */
  static void makeRaw(int fd) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment termios = arena.allocate(TERMIOS_LIMIT_BYTES, 8);
      check((int) GET_ATTRIBUTES.invokeExact(state, fd, termios), state, "tcgetattr");
      MAKE_RAW.invokeExact(termios);
      check((int) SET_ATTRIBUTES.invokeExact(state, fd, TCSANOW, termios), state, "tcsetattr");
    } catch (Throwable failure) {
      throw asIo(failure);
    }
  }

  /** Opens the slave side without making it this process's controlling terminal. */
  static int openSlave(String path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int fd = (int) OPEN.invokeExact(state, arena.allocateFrom(path), O_RDWR | O_NOCTTY);
      check(fd, state, "open " + path);
      return fd;
    } catch (Throwable failure) {
      throw asIo(failure);
    }
  }

  static void close(int fd) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      check((int) CLOSE.invokeExact(state, fd), state, "close");
    } catch (Throwable failure) {
      throw asIo(failure);
    }
  }

  /** Waits for input at most so long and returns the poll flags, 0 when nothing happened. */
  static int poll(int fd, int timeoutMillis) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment wanted = arena.allocate(8, 4);
      wanted.set(JAVA_INT, 0, fd);
      wanted.set(JAVA_SHORT, 4, (short) POLLIN);
      int ready = (int) POLL.invokeExact(state, wanted, 1L, timeoutMillis);
      return ready <= 0 ? 0 : wanted.get(JAVA_SHORT, 6);
    } catch (Throwable failure) {
      throw asIo(failure);
    }
  }

  /** Reads what is there into {@code target}; 0 when there is nothing or nobody. */
  static int read(int fd, byte[] target) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment buffer = arena.allocate(target.length);
      long count = (long) READ.invokeExact(state, fd, buffer, (long) target.length);
      if (count < 0 && isQuiet(state)) {
        return 0;
      }
      check((int) count, state, "read");
      MemorySegment.ofArray(target).copyFrom(buffer.asSlice(0, count));
      return (int) count;
    } catch (Throwable failure) {
      throw asIo(failure);
    }
  }

  /** Writes and returns how many bytes the line took; the rest is an overrun. */
  static int write(int fd, byte[] bytes, int from, int length) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment buffer = arena.allocate(Math.max(1, length));
      buffer.copyFrom(MemorySegment.ofArray(bytes).asSlice(from, length));
      long count = (long) WRITE.invokeExact(state, fd, buffer, (long) length);
      if (count < 0 && isQuiet(state)) {
        return 0;
      }
      check((int) count, state, "write");
      return (int) count;
    } catch (Throwable failure) {
      throw asIo(failure);
    }
  }

  private static boolean isQuiet(MemorySegment state) {
    int errno = (int) ERRNO_FIELD.get(state, 0L);
    return errno == EIO || errno == EAGAIN;
  }

  private static void check(int result, MemorySegment state, String call) throws IOException {
    if (result < 0) {
      throw new IOException(call + " failed, errno " + (int) ERRNO_FIELD.get(state, 0L));
    }
  }

  private static IOException asIo(Throwable failure) {
    return switch (failure) {
      case IOException io -> io;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> new IOException(failure);
    };
  }

  private static MethodHandle call(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(symbol(name), descriptor, ERRNO);
  }

  private static MemorySegment symbol(String name) {
    return LINKER.defaultLookup().findOrThrow(name);
  }
}
