package io.shanmen.simulators.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/** The prompt of a simulator: reads commands from a person, answers, ends on {@code quit}. */
public final class Prompt {
  private final Simulator simulator;
  private final BufferedReader in;
  private final PrintStream out;

  public Prompt(Simulator simulator, BufferedReader in, PrintStream out) {
    this.simulator = simulator;
    this.in = in;
    this.out = out;
  }

  /**
   * Runs until {@code quit} or the end of the input.
   *
   * @return whether the person asked to quit; false at the end of the input
   */
  public boolean run() throws IOException {
    while (true) {
      out.print(simulator.name() + "> ");
      out.flush();
      String line = in.readLine();
      if (line == null) {
        out.println();
        return false;
      }
      String command = line.trim();
      switch (command) {
        case "" -> {}
        case "quit", "exit" -> {
          return true;
        }
        case "help", "?" -> out.println(simulator.help() + "\nquit");
        default -> out.println(ControlSocket.answer(simulator, command));
      }
    }
  }
}
