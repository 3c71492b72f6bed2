package io.shanmen.server.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The folder that holds everything this server keeps on its own disk: the embedded database, keys
 * and certificates.
 *
 * <p>One process holds it at a time. The lock is the operating system's, so it ends with the
 * process, however that ends; the file's content (the holder's process id) is only for people and
 * for the launcher.
 */
public final class DataFolder implements AutoCloseable {
  static final String LOCK_FILE = "server.lock";

  /** Closing any channel on a file drops all of a process's locks on it: never open it twice. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Creates the folder if needed and takes it for this process.
   *
   * @throws CannotStart if another server holds it or this user may not write in it
   */
  public static DataFolder take(Path folder) {
    Path path = create(folder);
    checkOwner(path);
    if (!HELD_HERE.add(path)) {
      throw heldBy(path, String.valueOf(ProcessHandle.current().pid()));
    }
    try {
      return new DataFolder(path, lock(path));
    } catch (RuntimeException e) {
      HELD_HERE.remove(path);
      throw e;
    }
  }

  /** The folder that the settings name. */
  public static Path at(Environment settings) {
    return Path.of(settings.getProperty("shanmen.data", "data")).toAbsolutePath().normalize();
  }

  /** The process that holds a folder now, if one does. */
  public static Optional<String> holder(Path folder) {
    Path file = folder.resolve(LOCK_FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // Whoever gets the lock proves that nobody has it; closing the channel gives it back.
      return channel.tryLock() == null ? Optional.of(read(channel)) : Optional.empty();
    } catch (IOException e) {
      throw notUsable(folder, e);
    }
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder.toAbsolutePath().normalize()).toRealPath();
    } catch (IOException e) {
      throw notUsable(folder, e);
    }
  }

  /** Root could write here, and would leave files behind that the owner cannot read. */
  private static void checkOwner(Path path) {
    try {
      if (!Files.getAttribute(path, "unix:uid")
          .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
        throw new CannotStart(
            "The data folder %s belongs to %s, not to %s: start Shanmen as that user, or hand the folder over (as root) with: chown -R %s '%s'"
                .formatted(path, Files.getOwner(path).getName(), userName(), userName(), path));
      }
    } catch (NoSuchFileException | UnsupportedOperationException notLinux) {
      // The rights of the single files decide there.
    } catch (IOException e) {
      throw notUsable(path, e);
    }
  }

  private static FileChannel lock(Path path) {
    Path file = path.resolve(LOCK_FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        String holder = read(channel);
        channel.close();
        throw heldBy(path, holder);
      }
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
      return channel;
    } catch (AccessDeniedException e) {
      throw notUsable(path, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(32);
    channel.read(content, 0);
    return StandardCharsets.US_ASCII.decode(content.flip()).toString().strip();
  }

  private static CannotStart heldBy(Path path, String processId) {
    return new CannotStart(
        "A Shanmen server (process %s) is already running on the data folder %s: stop it first, or give this one another folder with --shanmen.data=<folder>."
            .formatted(processId, path));
  }

  private static CannotStart notUsable(Path folder, IOException cause) {
    return new CannotStart(
        "The data folder %s cannot be used by %s (%s): start Shanmen as the user it belongs to, or hand it over (as root) with: chown -R %s '%s'"
            .formatted(folder, userName(), cause.getClass().getSimpleName(), userName(), folder),
        cause);
  }

  private static String userName() {
    return System.getProperty("user.name", "?");
  }

  /** The folder itself, absolute and without symbolic links. */
  public Path path() {
    return path;
  }

  /** Lets another process take the folder. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(path);
    }
  }
}
