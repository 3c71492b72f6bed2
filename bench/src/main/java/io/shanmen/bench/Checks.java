package io.shanmen.bench;

import io.shanmen.kernel.ticketcode.Base45;
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

  /**
   * Codes that are refused before the database is asked: what HTTPS costs, and HTTPS with a
   * signature.
   */
  static Figure refused(BenchPark park, Load load, Refused kind) throws Exception {
    String genuine = Sales.codes(park, 1).getFirst();
    AtomicInteger next = new AtomicInteger();
    try (Callers callers = new Callers(load.clients(), park::gate)) {
      return load.atOnce(
          number ->
              () -> {
                String code = kind.code(genuine, next.getAndIncrement());
                String answer =
                    callers
                        .get(number)
                        .post("/api/gate/authorise", question(BenchPark.id(), code, "r" + number))
                        .orThrow();
                if (!answer.contains(kind.reason)) {
                  throw new IllegalStateException(answer);
                }
              });
    }
  }

  /** Why a code is refused. */
  enum Refused {
    /** Nothing of ours: its first characters say so. */
    FOREIGN("FOREIGN_CODE") {
      @Override
      String code(String genuine, int number) {
        return "https://example.com/" + number;
      }
    },
    /** Like a genuine one, with another nonce: only the signature says so. */
    FORGED("BAD_SIGNATURE") {
      @Override
      String code(String genuine, int number) {
        byte[] nonce = Base45.decode(genuine.substring(NONCE_AT, NONCE_END)).orElseThrow();
        int change = 1 + number % NONCES;
        nonce[0] ^= (byte) (change >> Byte.SIZE);
        nonce[1] ^= (byte) change;
        return genuine.substring(0, NONCE_AT) + Base45.encode(nonce) + genuine.substring(NONCE_END);
      }
    };

    /** The characters of the first two bytes of the nonce (docs/protocols/ticket-code.md). */
    private static final int NONCE_AT = 12;

    private static final int NONCE_END = 15;
    private static final int NONCES = 0xFFFF;

    private final String reason;

    Refused(String reason) {
      this.reason = reason;
    }

    abstract String code(String genuine, int number);
  }

  private static String question(UUID requestId, String code, String reader) {
    return "{\"requestId\":\""
        + requestId
        + "\",\"code\":\""
        + code.replace("\\", "\\\\")
        + "\",\"reader\":\""
        + reader
        + "\",\"direction\":\"ENTRY\",\"atMost\":1,\"at\":\""
        + Instant.now()
        + "\"}";
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
                  "{\"requestId\":\"" + asked + "\",\"passed\":1,\"at\":\"" + Instant.now() + "\"}")
              .orThrow();
        } else {
          asked = BenchPark.id();
          String answer =
              gate.post(
                      "/api/gate/authorise",
                      question(asked, codes.get(next.getAndIncrement()), reader))
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
