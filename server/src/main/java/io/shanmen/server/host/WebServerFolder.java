package io.shanmen.server.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The web server's own folder, within the data folder and empty at each start. Left to itself it
 * makes new ones under {@code /tmp}, which a killed server leaves there for ever.
 */
@Component
public final class WebServerFolder
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  /** Its name in the data folder; there is nothing in it that a backup would miss. */
  public static final String NAME = "web-server";

  private final DataFolder dataFolder;

  WebServerFolder(DataFolder dataFolder) {
    this.dataFolder = dataFolder;
  }

  @Override
  public void customize(TomcatServletWebServerFactory server) {
    Path folder = dataFolder.path().resolve(NAME);
    try {
      FileSystemUtils.deleteRecursively(folder);
      server.setBaseDirectory(Files.createDirectories(folder.resolve("work")).toFile());
      // Pages come from the program; nothing is ever put here.
      server.setDocumentRoot(Files.createDirectories(folder.resolve("pages")).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
