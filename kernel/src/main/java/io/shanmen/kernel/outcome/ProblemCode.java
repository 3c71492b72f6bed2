package io.shanmen.kernel.outcome;

/**
 * A stable reason for a refusal, with its sentence in both languages. Each module has an enum of
 * them; the name of the constant is the code and never changes its meaning.
 */
public interface ProblemCode {

  /** The code, in capitals, unique in the whole system. */
  String name();

  /** The HTTP status that carries the refusal, 400 to 599. */
  int status();

  /**
   * What happened and what to do, in Chinese. {@code {name}} stands for the refusal's parameter of
   * that name.
   */
  String zh();

  /** What happened and what to do, in English, with the same placeholders. */
  String en();
}
