package io.shanmen.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/**
 * The rooms of the house keep to their doors, and the drawings of the house are those of the code.
 */
class ModulesTest {
  private static final Path DRAWINGS = Path.of("../docs/architecture/modules");
  private static final Pattern LIST_ITEM = Pattern.compile("\\|?\\* |\\s*(Component|Rel)\\(");
  private static final ApplicationModules MODULES = ApplicationModules.of(ShanmenServer.class);

  @Test
  void noModuleUsesWhatItIsNotAllowedTo() {
    MODULES.verify();
  }

  @Test
  void theDrawingsAreWrittenFromTheCode() throws IOException {
    Path fresh = Path.of("target/modules").toAbsolutePath();
    new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(fresh.toString()))
        .writeModulesAsPlantUml()
        .writeModuleCanvases();
    Files.writeString(fresh.resolve("README.md"), overview());
    replace(fresh, DRAWINGS);
  }

  /** A drawing that code hosts show as one. */
  private static String overview() {
    StringBuilder page = new StringBuilder("# The rooms of the server\n\n");
    page.append("Written from the code by `ModulesTest`. An arrow points to what a room uses; ");
    page.append("`foundation` and `host`, which are open to all, are left out.\n\n");
    page.append("```mermaid\ngraph TD\n");
    MODULES.stream()
        .filter(ModulesTest::isDrawn)
        .sorted(Comparator.comparing(ModulesTest::name))
        .forEach(
            module -> {
              page.append("  %s[\"%s\"]\n".formatted(name(module), module.getDisplayName()));
              module
                  .getDirectDependencies(MODULES)
                  .uniqueModules()
                  .filter(ModulesTest::isDrawn)
                  .map(ModulesTest::name)
                  .sorted()
                  .forEach(used -> page.append("  %s --> %s\n".formatted(name(module), used)));
            });
    page.append("```\n\n| room | canvas |\n| --- | --- |\n");
    MODULES.stream()
        .map(ModulesTest::name)
        .sorted()
        .forEach(
            name ->
                page.append(
                    "| %s | [module-%s.adoc](module-%s.adoc) |\n".formatted(name, name, name)));
    return page.toString();
  }

  private static String name(ApplicationModule module) {
    return module.getIdentifier().toString();
  }

  private static boolean isDrawn(ApplicationModule module) {
    return !Set.of("foundation", "host").contains(name(module));
  }

  /** Leaves files alone that say the same, so that a build changes nothing in a clean clone. */
  private static void replace(Path fresh, Path kept) throws IOException {
    Files.createDirectories(kept);
    List<Path> written = files(fresh);
    for (Path file : written) {
      Path target = kept.resolve(file.getFileName());
      String text = tidy(Files.readString(file));
      if (!Files.exists(target) || !Files.readString(target).equals(text)) {
        Files.writeString(target, text);
      }
    }
    for (Path old : files(kept)) {
      if (written.stream().noneMatch(file -> file.getFileName().equals(old.getFileName()))) {
        Files.delete(old);
      }
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without trailing spaces, and with lists in an order that does not change from run to run. */
  private static String tidy(String text) {
    StringBuilder tidied = new StringBuilder();
    List<String> list = new ArrayList<>();
    for (String raw : text.split("\n")) {
      String line = raw.stripTrailing();
      if (line.startsWith("** ") && !list.isEmpty()) {
        list.set(list.size() - 1, list.getLast() + "\n" + line);
      } else if (LIST_ITEM.matcher(line).lookingAt()) {
        list.add(line);
      } else {
        flush(list, tidied);
        tidied.append(line).append('\n');
      }
    }
    flush(list, tidied);
    return tidied.toString().strip() + "\n";
  }

  /** A table cell begins with a bar before its first item, whichever that is. */
  private static void flush(List<String> list, StringBuilder tidied) {
    boolean isCell = !list.isEmpty() && list.getFirst().startsWith("|");
    String items =
        list.stream()
            .map(item -> item.startsWith("|") ? item.substring(1) : item)
            .sorted()
            .map(item -> item + "\n")
            .collect(Collectors.joining());
    tidied.append(isCell ? "|" : "").append(items);
    list.clear();
  }
}
