package io.shanmen.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The repository as a stranger finds it. */
class TidyTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_OURS =
      Set.of(
          ".git",
          ".build",
          ".idea",
          ".vscode",
          "target",
          "node_modules",
          "dist",
          "generated",
          "data",
          "demo");
  private static final Set<String> TEXT =
      Set.of("java", "sql", "md", "ts", "vue", "css", "html", "xml", "json", "properties", "sh");
  private static final int LINES_MAX = 500;
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");

  private static final List<Path> FILES = files();

  @Test
  void everyTextFileEndsWithOneNewLineAndHidesNoSpaces() {
    List<String> untidy = new ArrayList<>();
    for (Path file : FILES) {
      if (!TEXT.contains(extension(file)) || Files.isSymbolicLink(file)) {
        continue;
      }
      String text = read(file);
      if (text.contains("\r")) {
        untidy.add(shown(file) + ": carriage returns");
      }
      if (!text.isEmpty() && !text.endsWith("\n")) {
        untidy.add(shown(file) + ": no new line at the end");
      }
      if (text.endsWith("\n\n")) {
        untidy.add(shown(file) + ": empty lines at the end");
      }
      if (!extension(file).equals("md")
          && text.lines().anyMatch(line -> line.matches(".*[ \t]$"))) {
        untidy.add(shown(file) + ": spaces at the end of a line");
      }
    }
    assertThat(untidy).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        FILES.stream()
            .filter(
                file -> shown(file).contains("/src/main/java/") && extension(file).equals("java"))
            .map(Path::getParent)
            .distinct()
            .filter(
                folder -> {
                  Path info = folder.resolve("package-info.java");
                  return !Files.exists(info) || !read(info).contains("@NullMarked");
                })
            .map(TidyTest::shown)
            .toList();
    assertThat(unmarked).isEmpty();
  }

  @Test
  void aSourceFileFitsIntoAHead() {
    List<String> large =
        FILES.stream()
            .filter(file -> Set.of("java", "ts", "vue").contains(extension(file)))
            .filter(file -> !shown(file).contains("/test/"))
            // A dictionary is looked up in and a generated file is not read at all.
            .filter(file -> !shown(file).contains("/texts/"))
            .filter(file -> !shown(file).contains("/generated/"))
            .filter(file -> read(file).lines().count() > LINES_MAX)
            .map(TidyTest::shown)
            .toList();
    assertThat(large).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    Pattern promise = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
    List<String> promises =
        FILES.stream()
            .filter(file -> TEXT.contains(extension(file)))
            .filter(file -> !file.getFileName().toString().equals("TidyTest.java"))
            .filter(file -> !file.getFileName().toString().equals("package-lock.json"))
            .filter(file -> promise.matcher(read(file)).find())
            .map(TidyTest::shown)
            .toList();
    assertThat(promises).isEmpty();
  }

  @Test
  void theNameOfATestTellsItsKind() {
    Pattern kinds = Pattern.compile(".*(Test|PropertyTest|IT|Sim|E2E)\\.java");
    List<String> nameless =
        FILES.stream()
            .filter(file -> shown(file).contains("/src/test/java/"))
            .filter(file -> extension(file).equals("java"))
            .filter(file -> !kinds.matcher(file.getFileName().toString()).matches())
            .filter(
                file ->
                    read(file)
                        .lines()
                        .map(String::strip)
                        .anyMatch(
                            line ->
                                Set.of("@Test", "@Property", "@ParameterizedTest").contains(line)))
            .map(TidyTest::shown)
            .toList();
    assertThat(nameless).isEmpty();
  }

  @Test
  void linksBetweenDocumentsLeadSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Path file : FILES) {
      if (!extension(file).equals("md")) {
        continue;
      }
      Matcher links = LINK.matcher(read(file));
      while (links.find()) {
        String target = links.group(1);
        if (!target.contains(":") && !Files.exists(parent(file).resolve(target))) {
          broken.add(shown(file) + " → " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void theLauncherIsPlainShell() throws IOException, InterruptedException {
    for (String script : List.of("shanmen", ".ci/run")) {
      Process shell =
          new ProcessBuilder("sh", "-n", REPOSITORY.resolve(script).toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(said).isZero();
      assertThat(Files.isExecutable(REPOSITORY.resolve(script))).isTrue();
    }
  }

  private static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          REPOSITORY,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return isSource(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** A Java package may have the name of a folder that Git ignores elsewhere. */
  private static boolean isSource(Path folder) {
    return folder.equals(REPOSITORY)
        || !NOT_OURS.contains(folder.getFileName().toString())
        || shown(folder).contains("/src/");
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " has no folder");
    }
    return parent;
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String shown(Path file) {
    return REPOSITORY.relativize(file).toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
