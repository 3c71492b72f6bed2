package io.shanmen.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** As many connections as clients. */
final class Callers implements AutoCloseable {

  private final List<Caller> callers = new ArrayList<>();

  Callers(int count, Supplier<Caller> connection) {
    for (int number = 0; number < count; number++) {
      callers.add(connection.get());
    }
  }

  Caller get(int number) {
    return callers.get(number);
  }

  @Override
  public void close() {
    callers.forEach(Caller::close);
  }
}
