package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The passphrase of backups: from the environment or a file, never from the command line. */
final class Passphrase {

  private Passphrase() {}

  static char @Nullable [] of(Environment settings) {
    String file = settings.getProperty("shanmen.backup.passphrase-file");
    String text = settings.getProperty("shanmen.backup.passphrase");
    try {
      String chosen = file == null ? text : Files.readString(Path.of(file)).strip();
      if (chosen == null) {
        return null;
      }
      if (chosen.isBlank()) {
        throw new CannotStart("The passphrase of the backup is empty.");
      }
      return chosen.toCharArray();
    } catch (IOException e) {
      throw new CannotStart("The passphrase file %s cannot be read: %s".formatted(file, e), e);
    }
  }
}
