package io.shanmen.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Properties;

/**
 * Which build of the program this is.
 *
 * @param version as in the pom
 * @param builtAt when it was built; a clock that shows an earlier time is wrong
 */
record Build(String version, Instant builtAt) {

  static Build ofThisProgram() {
    try (InputStream in = Build.class.getResourceAsStream("/gate-build.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return new Build(
          properties.getProperty("version", "unknown"),
          Instant.parse(properties.getProperty("built", "2026-01-01T00:00:00Z")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
