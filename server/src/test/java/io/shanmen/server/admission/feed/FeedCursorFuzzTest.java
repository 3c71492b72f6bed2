package io.shanmen.server.admission.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a gate sends as its cursor, it is none of ours or one that can be written again. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FeedCursorFuzzTest {

  private static final List<byte[]> CURSORS =
      Stream.of("d:1:42", "s:3:900000:2:0197a3aa-0000-7000-8000-000000000001", "s:1:0:-1:")
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  @Test
  void whatIsReadCanBeWrittenAgain() {
    Fuzz.run(
        "feed-cursors",
        CURSORS,
        175_000,
        1 << 20,
        input ->
            FeedCursor.parse(new String(input, StandardCharsets.UTF_8))
                .ifPresent(cursor -> assertThat(FeedCursor.parse(cursor.text())).hasValue(cursor)));
  }
}
