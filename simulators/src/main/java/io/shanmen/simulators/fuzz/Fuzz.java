package io.shanmen.simulators.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Feeds a parser with spoiled samples and watches it: nothing may escape it but what the target
 * itself declares, no input may take long or much memory. A short run is part of every test run;
 * with {@code -Dshanmen.long=true} the long one goes on in batches where it was stopped, as {@code
 * target/fuzz/<name>} says. A finding names its batch and number, by which it comes again.
 */
public final class Fuzz {

  /** A parser's time for one input, also on a busy machine; it takes microseconds otherwise. */
  private static final long TIME_LIMIT_NANOS = 5_000_000_000L;

  private static final long SHORT_LIMIT_NANOS = 1_000_000_000L;
  private static final int BATCH_INPUTS = 10_000;
  private static final boolean LONG = Boolean.getBoolean("shanmen.long");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String name;
  private final Mutator mutator;
  private final long inputs;
  private final long memoryLimitBytes;

  /** What is done with each input; what it throws is a finding. */
  public interface Target {
    void take(byte[] input) throws Exception;
  }

  private Fuzz(String name, List<byte[]> samples, long inputs, long memoryLimitBytes) {
    this.name = name;
    this.mutator = new Mutator(samples);
    this.inputs = inputs;
    this.memoryLimitBytes = memoryLimitBytes;
  }

  /**
   * Fuzzes one parser.
   *
   * @param name names the parser in findings and in the file that counts the long run
   * @param samples good inputs
   * @param inputs how many the long run takes; the short one takes as many of them as a second lets
   * @param memoryLimitBytes the most that the parser may allocate for one input
   */
  public static void run(
      String name, List<byte[]> samples, long inputs, long memoryLimitBytes, Target target) {
    Fuzz fuzz = new Fuzz(name, samples, inputs, memoryLimitBytes);
    if (LONG) {
      fuzz.goOn(target);
    } else {
      fuzz.begin(target);
    }
  }

  private void begin(Target target) {
    long end = System.nanoTime() + SHORT_LIMIT_NANOS;
    RandomGenerator random = random(0);
    for (int i = 0; i < inputs && System.nanoTime() < end; i++) {
      take(target, mutator.next(random), 0, i);
    }
  }

  private void goOn(Target target) {
    Path counted = Path.of("target", "fuzz", name);
    for (long done = read(counted); done < inputs; done += BATCH_INPUTS) {
      RandomGenerator random = random(done);
      for (int i = 0; i < BATCH_INPUTS && done + i < inputs; i++) {
        take(target, mutator.next(random), done, i);
      }
      write(counted, Math.min(inputs, done + BATCH_INPUTS));
    }
  }

  private void take(Target target, byte[] input, long batch, int number) {
    Use use = measure(target, input, batch, number);
    if (isTooMuch(use)) {
      // The first of its kind may have loaded classes: only what it takes again counts.
      use = measure(target, input, batch, number);
    }
    if (isTooMuch(use)) {
      throw new AssertionError(finding(use + " for", input, batch, number));
    }
  }

  private record Use(long nanos, long bytes) {}

  private boolean isTooMuch(Use use) {
    return use.nanos() > TIME_LIMIT_NANOS || use.bytes() > memoryLimitBytes;
  }

  private Use measure(Target target, byte[] input, long batch, int number) {
    long memory = THREADS.getCurrentThreadAllocatedBytes();
    long begin = System.nanoTime();
    try {
      target.take(input.clone());
    } catch (Exception | AssertionError | StackOverflowError e) {
      throw new AssertionError(finding("broke on", input, batch, number), e);
    }
    return new Use(System.nanoTime() - begin, THREADS.getCurrentThreadAllocatedBytes() - memory);
  }

  private String finding(String what, byte[] input, long batch, int number) {
    return "%s %s input %d of batch %d: %s"
        .formatted(name, what, number, batch, HexFormat.of().formatHex(input));
  }

  private RandomGenerator random(long batch) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(31L * name.hashCode() + batch);
  }

  private static long read(Path counted) {
    try {
      return Files.exists(counted) ? Long.parseLong(Files.readString(counted).strip()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path counted, long done) {
    try {
      Files.createDirectories(counted.getParent());
      Files.writeString(counted, done + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
