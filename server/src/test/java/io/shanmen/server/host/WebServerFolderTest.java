package io.shanmen.server.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** A killed server leaves nothing behind that the next one does not remove. */
class WebServerFolderTest {

  @TempDir Path folder;

  @Test
  void theWebServersFolderIsInTheDataFolderAndEmptyAtEachStart() throws IOException {
    Path left = Files.createDirectories(folder.resolve(WebServerFolder.NAME + "/work/Tomcat"));
    Files.createFile(left.resolve("upload.tmp"));
    TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();
    try (DataFolder data = DataFolder.take(folder)) {
      new WebServerFolder(data).customize(server);
    }
    assertThat(left).doesNotExist();
    assertThat(folder.resolve(WebServerFolder.NAME + "/work")).isEmptyDirectory();
    assertThat(server.getBaseDirectory())
        .isEqualTo(folder.toRealPath().resolve(WebServerFolder.NAME + "/work").toFile());
    assertThat(server.getSettings().getDocumentRoot()).isDirectory();
  }
}
