package io.shanmen.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Clients that ask for a while.
 *
 * @param clients how many at once
 * @param warmUp not measured
 * @param time measured
 */
record Load(int clients, Duration warmUp, Duration time) {
  private static final int SIGNIFICANT_DIGITS = 3;

  /** Each client asks again as soon as it is answered: how much is possible. */
  Figure atOnce(IntFunction<Runnable> client) throws InterruptedException, ExecutionException {
    return run(client, Duration.ZERO);
  }

  /**
   * All clients together ask so often, whether or not they were answered in time. A client that is
   * late is measured from when it should have asked, so that the waiting which the server caused is
   * not left out (coordinated omission).
   */
  Figure atRate(long perSecond, IntFunction<Runnable> client)
      throws InterruptedException, ExecutionException {
    return run(client, Duration.ofSeconds(1).multipliedBy(clients).dividedBy(perSecond));
  }

  private Figure run(IntFunction<Runnable> client, Duration every)
      throws InterruptedException, ExecutionException {
    List<Runnable> requests = new ArrayList<>();
    for (int number = 0; number < clients; number++) {
      requests.add(client.apply(number));
    }
    long start = System.nanoTime();
    long measureFrom = start + warmUp.toNanos();
    long end = measureFrom + time.toNanos();
    Histogram all = new Histogram(SIGNIFICANT_DIGITS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Histogram>> answers = new ArrayList<>();
      for (int number = 0; number < clients; number++) {
        long first = start + every.toNanos() * number / clients;
        Schedule schedule = new Schedule(first, every.toNanos(), measureFrom, end);
        answers.add(threads.submit(client(requests.get(number), schedule)));
      }
      for (Future<Histogram> answer : answers) {
        all.add(answer.get());
      }
    }
    return Figure.of(clients, time, all);
  }

  /** When one client asks; {@code every} is 0 for as soon as it is answered. */
  private record Schedule(long first, long every, long measureFrom, long end) {}

  private static Callable<Histogram> client(Runnable request, Schedule schedule) {
    return () -> {
      Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);
      long due = schedule.first();
      while (due < schedule.end()) {
        await(due);
        request.run();
        long answered = System.nanoTime();
        if (due >= schedule.measureFrom() && answered < schedule.end()) {
          nanos.recordValue(answered - due);
        }
        due = schedule.every() == 0 ? answered : due + schedule.every();
      }
      return nanos;
    };
  }

  private static void await(long due) throws InterruptedException {
    long early = due - System.nanoTime();
    if (early > 0) {
      Thread.sleep(Duration.ofNanos(early));
    }
  }
}
