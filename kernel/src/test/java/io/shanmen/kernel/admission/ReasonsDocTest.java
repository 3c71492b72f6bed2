package io.shanmen.kernel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The table of reasons in docs/protocols/admission.md is that of the code. {@code mvn test
 * -Dtest=ReasonsDocTest -Ddocs.write=true} writes it anew.
 */
class ReasonsDocTest {

  private static final Path PAGE = Path.of("../docs/protocols/admission.md");
  private static final String BEGIN = "<!-- reasons: written by ReasonsDocTest from the code -->\n";
  private static final String END = "<!-- end of reasons -->";

  @Test
  void thePageListsEveryReason() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    String right = page.substring(0, from) + table() + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, right);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(right);
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | no. | code | step | display | where to go | 中文 | English |
            | --- | --- | --- | --- | --- | --- | --- |
            """);
    for (Reason reason : Reason.values()) {
      table.append(
          "| %d | `%s` | %s | %s | %s %s | %s | %s |\n"
              .formatted(
                  reason.number(),
                  reason.name(),
                  reason.step(),
                  reason.display(),
                  reason.wayOn().zh(),
                  reason.wayOn().en(),
                  reason.zh(),
                  reason.en()));
    }
    return table.toString();
  }
}
