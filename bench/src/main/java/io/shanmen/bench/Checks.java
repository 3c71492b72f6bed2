package io.shanmen.bench;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Checks at a gate: each ticket is authorised and then confirmed, two requests. */
final class Checks {

  /** So many requests a second are not expected of this machine. */
  private static final int A_SECOND_MOST = 12_000;

  private static final long MILLIS_A_SECOND = 1_000;

  private final List<String> codes;
  private final AtomicInteger next = new AtomicInteger();

  /** {@code codes} of tickets that nobody has used. */
  Checks(List<String> codes) {
    this.codes = codes;
  }

  /** Clients that ask again as soon as they are answered. */
  static Figure atOnce(BenchPark park, Load load) throws Exception {
    Checks checks = of(park, load, Math.min(A_SECOND_MOST, 1_000L * load.clients()));
    try (Callers callers = new Callers(load.clients(), park::gate)) {
      return load.atOnce(number -> checks.client(callers.get(number), "r" + number));
    }
  }

  /** Clients that ask so often all together. */
  static Figure atRate(BenchPark park, Load load, long perSecond) throws Exception {
    Checks checks = of(park, load, perSecond);
    try (Callers callers = new Callers(load.clients(), park::gate)) {
      return load.atRate(perSecond, number -> checks.client(callers.get(number), "r" + number));
    }
  }

  /** A ticket for every two requests. */
  private static Checks of(BenchPark park, Load load, long perSecond) throws Exception {
    long requests = load.warmUp().plus(load.time()).toMillis() * perSecond / MILLIS_A_SECOND;
    return new Checks(Sales.codes(park, (int) (requests / 2) + 2 * load.clients()));
  }

  /** One client: asks, and confirms what it asked about. */
  Runnable client(Caller gate, String reader) {
    return new Runnable() {
      private UUID asked = new UUID(0, 0);
      private boolean confirm;

      @Override
      public void run() {
        if (confirm) {
          gate.post(
                  "/api/gate/confirm",
                  "{\"requestId\":\"%s\",\"passed\":1,\"at\":\"%s\"}"
                      .formatted(asked, Instant.now()))
              .orThrow();
        } else {
          asked = BenchPark.id();
          String answer =
              gate.post(
                      "/api/gate/authorise",
                      """
                      {"requestId":"%s","code":"%s","reader":"%s","direction":"ENTRY","atMost":1,"at":"%s"}"""
                          .formatted(
                              asked,
                              codes.get(next.getAndIncrement()).replace("\\", "\\\\"),
                              reader,
                              Instant.now()))
                  .orThrow();
          if (!answer.contains("\"ADMIT\"")) {
            throw new IllegalStateException(answer);
          }
        }
        confirm = !confirm;
      }
    };
  }
}
