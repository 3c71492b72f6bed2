package io.shanmen.gate.lane;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.ciphers.Ciphers.SigningPair;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.Cryptography;
import io.shanmen.kernel.ticketcode.IssuingKey;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyRing;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.kernel.ticketcode.Suites;
import io.shanmen.kernel.ticketcode.TicketCodeReader;
import io.shanmen.kernel.ticketcode.TicketCodeWriter;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Validity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Reads codes of a park that does not exist, aside and at low priority, until the compiler has made
 * reading fast: a gate sees a code every few seconds, and would be slow for its first thousand
 * visitors.
 */
final class CodePractice {

  private static final int ROUNDS = 2_000;

  /** A slow machine has something better to do than to practise for long. */
  private static final Duration TIME_LIMIT = Duration.ofMillis(500);

  private CodePractice() {}

  /** Begins, and ends by itself. */
  static void start(Suites suites) {
    Thread thread =
        Thread.ofPlatform().daemon().name("code-practice").unstarted(() -> readAll(suites));
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  static void readAll(Suites suites) {
    for (Suite suite : Suite.values()) {
      suites.find(suite).ifPresent(cryptography -> read(suites, cryptography));
    }
  }

  private static void read(Suites suites, Cryptography cryptography) {
    Suite suite = cryptography.suite();
    SigningPair pair = Ciphers.freshPair(suite, new SecureRandom());
    ReadingKey key =
        new ReadingKey(
            new KeyRecord(new KeyId(0, 0, 0), suite, Instant.MIN, Instant.MAX, KeyState.ACTIVE),
            KeyMaterial.of(new byte[suite.sealKeyBytes()]),
            pair.verify(),
            KeyMaterial.of(new byte[Suite.LINE_KEY_BYTES]));
    Claims claims =
        new Claims(
            new TicketRef(1, 1),
            1,
            Validity.onDay(BusinessDay.of(2026, 1, 1)),
            Entitlement.once(1, CheckpointSet.ALL),
            Set.of());
    String code =
        new TicketCodeWriter(cryptography, new IssuingKey(key, pair.sign()))
            .qr(claims, new byte[Suite.NONCE_BYTES]);
    TicketCodeReader reader = new TicketCodeReader(suites, new KeyRing(List.of(key)));
    long end = System.nanoTime() + TIME_LIMIT.toNanos();
    for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
      if (!(reader.read(code, Instant.EPOCH) instanceof CodeReading.Read)) {
        throw new IllegalStateException("a good code of " + suite + " was not read");
      }
    }
  }
}
