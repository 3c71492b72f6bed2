package io.shanmen.systemtests;

import io.shanmen.simulators.demo.DemoPark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that only use a park, and leave it in order, one open park full of visitors: it is
 * opened for the first of them and closed after the last.
 */
final class SharedPark implements ParameterResolver {

  private static final Path FOLDER =
      Path.of("target/shared-park-" + Fork.number()).toAbsolutePath();
  private static final int VISITORS_A_MINUTE = 60;

  /** Closed by JUnit at the end of the run. */
  private record Kept(DemoPark park) implements AutoCloseable {

    static Kept open() {
      try {
        return new Kept(TestPark.open(FOLDER, VISITORS_A_MINUTE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      park.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DemoPark.class;
  }

  @Override
  public DemoPark resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedPark.class))
        .computeIfAbsent(Kept.class, key -> Kept.open(), Kept.class)
        .park();
  }
}
