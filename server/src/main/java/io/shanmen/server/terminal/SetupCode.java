package io.shanmen.server.terminal;

import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.host.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The code that a new park's first set-up asks for: whoever can read the server's console or its
 * data folder may set the park up, and nobody else on the network. It is made at each start until
 * the park is set up, and dies after ten wrong tries.
 */
@Component
class SetupCode {

  static final int WRONG_LIMIT_TRIES = 10;

  private static final Logger log = LoggerFactory.getLogger(SetupCode.class);

  private final ParkProfile park;
  private final Path file;
  private final AtomicInteger tries = new AtomicInteger();
  private volatile @Nullable String code;

  SetupCode(ParkProfile park, DataFolder folder) {
    this.park = park;
    this.file = folder.path().resolve("setup-code");
  }

  /** Whether a code that was typed is the right one. */
  enum Answer {
    RIGHT,
    WRONG,
    LOCKED
  }

  @EventListener(ApplicationReadyEvent.class)
  void makeIfNeeded() {
    if (park.find().isEmpty()) {
      make();
    } else {
      forget();
    }
  }

  private void make() {
    String made = OneTimeCode.make(new SecureRandom());
    tries.set(0);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, made + "\n", StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("the set-up code cannot be written to " + file, e);
    }
    code = made;
    log.warn(
        "景区尚未初始化，初始化码：{}（也在文件 {} 中） · The park has not been set up. Set-up code: {} (also in {})",
        made,
        file,
        made,
        file);
  }

  Answer check(String typed) {
    String right = code;
    if (right == null || tries.incrementAndGet() > WRONG_LIMIT_TRIES) {
      return Answer.LOCKED;
    }
    return OneTimeCode.matches(typed, right) ? Answer.RIGHT : Answer.WRONG;
  }

  /** The park is set up: the code is worth nothing any more. */
  void forget() {
    code = null;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("the old set-up code could not be removed from {}", file, e);
    }
  }
}
