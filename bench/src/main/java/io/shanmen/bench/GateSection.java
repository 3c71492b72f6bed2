package io.shanmen.bench;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.ciphers.Ciphers.SigningPair;
import io.shanmen.kernel.ticketcode.Cryptography;
import io.shanmen.kernel.ticketcode.Suite;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/**
 * A gate that is alone and knows a million tickets: from the last byte of the scan to the first of
 * the order to open.
 */
final class GateSection implements Section {

  private static final long KNOWN_TICKETS = 1_000_000;
  private static final int SHOWN_TICKETS = 250;
  private static final int WARM_UP_TICKETS = 30;
  private static final Duration SYNC_LIMIT = Duration.ofMinutes(8);
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(5);
  private static final int SIGNED_BYTES = 100;

  @Override
  public void run(Ground ground) throws Exception {
    Report report = ground.report();
    Path folder = ground.folder().resolve("measured-gate");
    List<String> codes;
    long known = Math.min(KNOWN_TICKETS, ground.tickets());
    try (BenchPark park = GrownPark.open(ground)) {
      GrownPark.tellGates(park, known);
      int shown = 2 * (SHOWN_TICKETS + WARM_UP_TICKETS);
      codes = Sales.codes(park, shown).subList(0, shown);
      try (MeasuredGate gate = MeasuredGate.enrol(ground.programs().gate(), folder, park)) {
        report.section(
            "A gate alone, with %,d known tickets".formatted(known),
            "one forced write of a page of 8 KB on the same disk, and one Ed25519 verification");
        sync(gate, report, known);
        park.park().stopServer();
        gate.until("offline", SYNC_LIMIT, status -> isAlone(status));
        limits(ground);
        decide(gate, report, codes.subList(0, codes.size() / 2), OpeningBoard.Pace.AT_ONCE);
        decide(
            gate,
            report,
            codes.subList(codes.size() / 2, codes.size()),
            OpeningBoard.Pace.AS_ON_THE_WIRE);
        facts(gate, report, codes.getFirst());
      }
    }
  }

  private static boolean isAlone(JsonNode status) {
    return status.path("mode").asString("").equals("OFFLINE")
        && status.path("serving").asBoolean(false);
  }

  private static void sync(MeasuredGate gate, Report report, long known) throws Exception {
    long begun = System.nanoTime();
    gate.start();
    JsonNode half =
        gate.until(
            "half of the list",
            SYNC_LIMIT,
            status -> status.path("list").path("received").asLong(0) >= known / 2);
    long first = System.nanoTime() - begun;
    gate.kill();
    long again = System.nanoTime();
    gate.start();
    JsonNode whole =
        gate.until(
            "the whole list",
            SYNC_LIMIT,
            status -> status.path("list").path("tickets").asLong(0) >= known);
    long second = System.nanoTime() - again;
    long before = half.path("list").path("received").asLong();
    long after = whole.path("list").path("received").asLong();
    report.fact(
        "first sync, from the program's start to the cut",
        seconds(first),
        "%,d items".formatted(before));
    report.fact(
        "from the start after the cut to the whole list",
        seconds(second),
        "%,d more items; %,d tickets are known"
            .formatted(after, whole.path("list").path("tickets").asLong()));
  }

  private static void limits(Ground ground) throws Exception {
    Load one = new Load(1, Duration.ofSeconds(1), ground.time());
    try (ForcedWrites disk = new ForcedWrites(ground.folder())) {
      ground.report().wait("limit: one forced write of 8 KB", one.atOnce(number -> disk::write));
    }
    Cryptography cryptography = Ciphers.suites().find(Suite.INTERNATIONAL).orElseThrow();
    SecureRandom random = new SecureRandom();
    SigningPair pair = Ciphers.freshPair(Suite.INTERNATIONAL, random);
    byte[] message = new byte[SIGNED_BYTES];
    random.nextBytes(message);
    byte[] signature = cryptography.sign(pair.sign(), message);
    ground
        .report()
        .wait(
            "limit: one Ed25519 verification",
            one.atOnce(number -> () -> verify(cryptography, pair, message, signature)));
  }

  private static void verify(
      Cryptography cryptography, SigningPair pair, byte[] message, byte[] signature) {
    if (!cryptography.verify(pair.verify(), message, signature)) {
      throw new IllegalStateException("a good signature was refused");
    }
  }

  private static void decide(
      MeasuredGate gate, Report report, List<String> codes, OpeningBoard.Pace pace)
      throws Exception {
    gate.board().pace(pace);
    Histogram nanos = new Histogram(3);
    int shown = 0;
    for (String code : codes) {
      // Visitors do not come in step with the gate's questions to its board.
      Thread.sleep(ThreadLocalRandom.current().nextInt(100, 200));
      long scanned = gate.scan(code);
      Long opened = gate.board().awaitOpening(OPEN_LIMIT);
      if (opened == null) {
        throw new IllegalStateException("the gate did not open for " + code);
      }
      if (shown++ >= WARM_UP_TICKETS) {
        nanos.recordValue(opened - scanned);
      }
    }
    report.wait(
        switch (pace) {
          case AT_ONCE -> "scan to open, the bus takes no time";
          case AS_ON_THE_WIRE -> "scan to open, a bus of 19,200 baud with its board's questions";
        },
        Figure.of(1, Duration.ofSeconds(1), nanos));
  }

  private static void facts(MeasuredGate gate, Report report, String code) throws Exception {
    report.fact(
        "wire time of the order to open (8 bytes at 19,200 baud)",
        micros(OpeningBoard.WIRE.nanosFor(OpeningBoard.COMMAND_BYTES)),
        "the first byte counts above");
    report.fact(
        "wire time of the scan (%d bytes at 115,200 baud)".formatted(code.length() + 1),
        micros(MeasuredGate.SCANNER.nanosFor(code.length() + 1)),
        "the last byte begins the measure");
    report.fact(
        "heap in use after a collection, at most",
        gate.heapInUse() + " MB",
        "of " + MeasuredGate.HEAP + " in all");
    report.fact("resident memory of the gate program", Machine.memory(gate.pid()), "");
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%.2f ms", TimeUnit.NANOSECONDS.toMicros(nanos) / 1_000.0);
  }
}
