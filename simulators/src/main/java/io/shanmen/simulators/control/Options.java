package io.shanmen.simulators.control;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Command line options of the form {@code --name value} or {@code --switch}. */
public final class Options {
  private final Map<String, String> values = new LinkedHashMap<>();

  private Options() {}

  /**
   * Reads the arguments.
   *
   * @param valued names that take a value
   * @param switches names that stand alone
   * @throws IllegalArgumentException where an argument is neither
   */
  public static Options parse(List<String> arguments, Set<String> valued, Set<String> switches) {
    Options options = new Options();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String name = argument.startsWith("--") ? argument.substring(2) : "";
      if (switches.contains(name)) {
        options.values.put(name, "true");
      } else if (valued.contains(name)) {
        if (i + 1 == arguments.size()) {
          throw new IllegalArgumentException(argument + " needs a value");
        }
        options.values.put(name, arguments.get(++i));
      } else {
        throw new IllegalArgumentException("unknown option " + argument + " (try --help)");
      }
    }
    return options;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  public int number(String name, int otherwise) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " needs a number, not " + text, e);
    }
  }

  public @Nullable Path path(String name) {
    String text = values.get(name);
    return text == null ? null : Path.of(text);
  }
}
