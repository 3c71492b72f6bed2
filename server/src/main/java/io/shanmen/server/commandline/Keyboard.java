package io.shanmen.server.commandline;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks whoever sits there: at a terminal, where passwords do not show, or on standard input. */
final class Keyboard {

  private final BufferedReader in;
  private final PrintStream out;
  private final @Nullable Console console;

  Keyboard(InputStream in, PrintStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    Console found = in == System.in ? System.console() : null;
    this.console = found != null && found.isTerminal() ? found : null;
  }

  /** One line, without spaces around it; empty at the end of the input. */
  String ask(String question) {
    out.print(question + ": ");
    out.flush();
    try {
      String line = in.readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line that does not show. */
  String askSecret(String question) {
    if (console == null) {
      return ask(question);
    }
    char[] typed = console.readPassword("%s: ", question);
    return typed == null ? "" : new String(typed);
  }
}
