package io.shanmen.server.foundation;

import java.util.List;

/**
 * A statement about the database that holds after every transaction. Each room publishes its own as
 * beans; tests walk them all after each case, and so can an operator.
 */
public interface Invariant {

  /** The statement as a sentence, e.g. {@code debits equal credits}. */
  String statement();

  /** One line for each place where it does not hold; empty when it holds. */
  List<String> violations();
}
