package io.shanmen.server.foundation;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/**
 * The number of a request that stands in its log lines, its answer and its problem, for as long as
 * it is open.
 */
public record Correlation(String id) implements AutoCloseable {

  /** The answer's header that says it. */
  public static final String HEADER = "X-Correlation-Id";

  private static final int HEX_DIGITS = 12;

  /** Gives the thread's request its number. */
  public static Correlation start() {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), HEX_DIGITS);
    MDC.put(Problem.CORRELATION_KEY, id);
    return new Correlation(id);
  }

  @Override
  public void close() {
    MDC.remove(Problem.CORRELATION_KEY);
  }
}
