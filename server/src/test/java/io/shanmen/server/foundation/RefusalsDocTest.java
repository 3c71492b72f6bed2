package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.shanmen.kernel.outcome.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every refusal has a unique code and both sentences; {@code docs/refusals.md} lists them all. */
class RefusalsDocTest {

  private static final Path DOC = Path.of("../docs/refusals.md");

  @Test
  void codesAreUniqueAndBothLanguagesNameTheSameFacts() {
    Set<String> seen = new HashSet<>();
    for (ProblemCode code : codes()) {
      assertThat(seen.add(code.name())).as("%s stands twice", code.name()).isTrue();
      assertThat(code.status()).as(code.name()).isBetween(400, 599);
      assertThat(code.zh()).as(code.name()).containsPattern("\\p{IsHan}");
      assertThat(code.en()).as(code.name()).isNotBlank().doesNotContainPattern("\\p{IsHan}");
      assertThat(placeholders(code.zh())).as(code.name()).isEqualTo(placeholders(code.en()));
    }
  }

  @Test
  void thePageListsThemAll() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Refusals 拒绝代码

            Every answer that is not a success is problem+json (RFC 9457) with one of these stable
            codes. The sentences say what happened and what to do; `{…}` stands for a fact that the
            answer carries in `params`. This page is written by a test from the code.

            """);
    String room = "";
    for (ProblemCode code : codes()) {
      String of = roomOf(code);
      if (!of.equals(room)) {
        room = of;
        page.append("\n## ")
            .append(room)
            .append("\n\n| code | HTTP | 中文 | English |\n")
            .append("| --- | --- | --- | --- |\n");
      }
      page.append(
          "| `%s` | %d | %s | %s |\n".formatted(code.name(), code.status(), code.zh(), code.en()));
    }
    if (!Files.exists(DOC) || !Files.readString(DOC).equals(page.toString())) {
      Files.writeString(DOC, page.toString());
    }
    assertThat(page).contains("INTERNAL_ERROR");
  }

  private static List<ProblemCode> codes() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.shanmen.kernel", "io.shanmen.server")
            .stream()
            .filter(JavaClass::isEnum)
            .filter(type -> type.isAssignableTo(ProblemCode.class))
            .map(JavaClass::reflect)
            .<ProblemCode>flatMap(
                type -> java.util.Arrays.stream((ProblemCode[]) type.getEnumConstants()))
            .sorted(
                Comparator.comparing(RefusalsDocTest::roomOf)
                    .thenComparingInt(RefusalsDocTest::place))
            .toList();
  }

  /** Problems stand in the table as in the source. */
  @SuppressWarnings("EnumOrdinal")
  private static int place(ProblemCode code) {
    return ((Enum<?>) code).ordinal();
  }

  private static String roomOf(ProblemCode code) {
    String[] names = ((Enum<?>) code).getDeclaringClass().getPackageName().split("\\.", -1);
    return names[names.length - 1];
  }

  private static Set<String> placeholders(String sentence) {
    Matcher matcher = Pattern.compile("\\{(\\w+)}").matcher(sentence);
    Set<String> names = new HashSet<>();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
