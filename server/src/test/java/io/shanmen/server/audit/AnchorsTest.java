package io.shanmen.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a crash or a full disk may leave half-written. */
class AnchorsTest {

  @TempDir Path folder;

  @Test
  void whatFollowsAHalfWrittenLineIsStillRead() throws IOException {
    Path file = folder.resolve("anchors.txt");
    Anchors anchors = new Anchors(file);
    anchors.append(anchor(1));
    Files.writeString(file, "2026-10-01T02:0", StandardOpenOption.APPEND);
    assertThat(anchors.all()).extracting(Anchors.Anchor::sequence).containsExactly(1L);

    anchors.append(anchor(2));
    anchors.append(anchor(3));

    assertThat(anchors.all()).extracting(Anchors.Anchor::sequence).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aFileWhoseFirstLineIsHalfWrittenBeginsAnew() throws IOException {
    Path file = folder.resolve("anchors.txt");
    Files.writeString(file, "2026-10-01T02:00:00Z 1 0a");
    Anchors anchors = new Anchors(file);

    anchors.append(anchor(2));

    assertThat(anchors.all()).extracting(Anchors.Anchor::sequence).containsExactly(2L);
  }

  private static Anchors.Anchor anchor(long sequence) {
    return new Anchors.Anchor(Instant.parse("2026-10-01T02:00:00Z"), sequence, new byte[] {10, 11});
  }
}
