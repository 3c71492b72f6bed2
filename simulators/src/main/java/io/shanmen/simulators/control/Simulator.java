package io.shanmen.simulators.control;

/** A simulated device that obeys commands of one line each. */
public interface Simulator extends AutoCloseable {
  /** What the device is called in prompts and messages, for example {@code turnstile}. */
  String name();

  /**
   * Does what the line says and answers in one line.
   *
   * @throws IllegalArgumentException where the line is no command of this device; the message tells
   *     the person what would be
   */
  String obey(String line);

  /** The commands, one per line, for the prompt's {@code help}. */
  String help();

  @Override
  void close();
}
