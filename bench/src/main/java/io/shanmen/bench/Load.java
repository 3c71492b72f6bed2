package io.shanmen.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Clients that each ask again as soon as they are answered, for a while.
 *
 * @param clients how many at once
 * @param warmUp not measured
 * @param time measured
 */
record Load(int clients, Duration warmUp, Duration time) {
  private static final int SIGNIFICANT_DIGITS = 3;

  Figure run(Runnable request) throws InterruptedException, ExecutionException {
    long measureFrom = System.nanoTime() + warmUp.toNanos();
    long end = measureFrom + time.toNanos();
    Histogram all = new Histogram(SIGNIFICANT_DIGITS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Histogram>> answers = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        answers.add(threads.submit(client(request, measureFrom, end)));
      }
      for (Future<Histogram> answer : answers) {
        all.add(answer.get());
      }
    }
    return new Figure(
        all.getTotalCount() * Duration.ofSeconds(1).toNanos() / time.toNanos(),
        all.getValueAtPercentile(50) / 1_000,
        all.getValueAtPercentile(99) / 1_000);
  }

  private static Callable<Histogram> client(Runnable request, long measureFrom, long end) {
    return () -> {
      Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
      long now = System.nanoTime();
      while (now < end) {
        request.run();
        long answered = System.nanoTime();
        if (now >= measureFrom && answered < end) {
          nanos.recordValue(answered - now);
        }
        now = answered;
      }
      return nanos;
    };
  }
}
