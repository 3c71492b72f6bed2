package io.shanmen.bench;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Checks at a gate: each ticket is authorised and then confirmed, two requests. */
final class Checks {

  private final List<String> codes;
  private final AtomicInteger next = new AtomicInteger();

  /** {@code codes} of tickets that nobody has used. */
  Checks(List<String> codes) {
    this.codes = codes;
  }

  /** How many checks are left. */
  int left() {
    return codes.size() - next.get();
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
