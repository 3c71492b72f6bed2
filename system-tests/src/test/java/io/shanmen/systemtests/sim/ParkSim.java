package io.shanmen.systemtests.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.kernel.validity.CheckpointSet;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Three gates and a server under loss, delay, doubling, partition, crash and skewed clocks:
 * whatever happens, when all is mended every person who walked through is booked once, nobody was
 * let in beyond a ticket's uses without a recorded conflict, and no conflict is the server's own
 * doing.
 *
 * <p>{@code -Dshanmen.seed=N} replays one seed; {@code ./shanmen test --long} tries 10,000.
 */
class ParkSim {

  private static final int SHORT_RUN_SEEDS = 100;
  private static final int LONG_RUN_SEEDS = 10_000;
  private static final int GATES = 3;
  private static final int TICKETS = 12;
  private static final Duration OPEN = Duration.ofMinutes(2);
  private static final Duration MENDING = Duration.ofSeconds(100);
  private static final Duration VISITOR_MOST = Duration.ofMillis(2_500);
  private static final Duration TROUBLE_MOST = Duration.ofSeconds(25);
  private static final Duration CUT_MOST = Duration.ofSeconds(60);

  @Test
  void whateverHappensEveryPersonIsBookedOnceAndNoUseIsGivenTwice(TestReporter reporter)
      throws IOException {
    Long one = Long.getLong("shanmen.seed");
    if (one != null) {
      run(one);
      return;
    }
    int seeds = Boolean.getBoolean("shanmen.long") ? LONG_RUN_SEEDS : SHORT_RUN_SEEDS;
    long first = new Random().nextInt();
    int conflicts = 0;
    int people = 0;
    for (long seed = first; seed < first + seeds; seed++) {
      Story story = run(seed);
      conflicts += story.server.conflictRecords();
      people += story.truth.size();
    }
    reporter.publishEntry(
        "seeds %d to %d".formatted(first, first + seeds - 1),
        people + " people walked through, " + conflicts + " conflicts were recorded");
    assertThat(people).isPositive();
    assertThat(conflicts).as("the seeds are not hard enough").isPositive();
  }

  private record Story(
      SimServer server, List<SimGate> gates, Map<SimServer.PassageId, Long> truth) {}

  private static Story run(long seed) throws IOException {
    Path disk = Files.createTempDirectory(fastDisk(), "park-sim");
    SimWorld world = new SimWorld(seed);
    SimServer server = new SimServer(world);
    Story story = new Story(server, new ArrayList<>(), new LinkedHashMap<>());
    try {
      for (int no = 1; no <= GATES; no++) {
        Path folder = Files.createDirectory(disk.resolve("gate-" + no));
        story.gates().add(new SimGate(world, server, story.truth(), folder, no));
      }
      sell(world, server);
      visit(world, story);
      trouble(world, story);
      world.runUntil(SimWorld.OPENING.plus(OPEN));
      world.heal();
      world.runUntil(SimWorld.OPENING.plus(OPEN).plus(MENDING));
      check(seed, story);
      return story;
    } finally {
      story.gates().forEach(SimGate::stop);
      delete(disk);
    }
  }

  /** Each commit of a journal waits for the disk: one in memory makes more seeds of an hour. */
  private static Path fastDisk() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void sell(SimWorld world, SimServer server) {
    for (int no = 1; no <= TICKETS; no++) {
      server.sell(
          new Claims(
              new TicketRef(100_000_000L + no, 1),
              1,
              Validity.onDay(new BusinessDay(LocalDate.of(2026, 5, 1))),
              Entitlement.once(1 + world.random().nextInt(2), CheckpointSet.ALL),
              Set.of()));
    }
  }

  /** Somebody holds a ticket before a gate; few tickets, so that many are tried again. */
  private static void visit(SimWorld world, Story story) {
    if (!world.isHealed()) {
      List<Claims> tickets =
          story.server().sold().values().stream()
              .sorted(Comparator.comparing(claims -> claims.ticket().number()))
              .toList();
      Claims shown = tickets.get(world.random().nextInt(tickets.size()));
      story.gates().get(world.random().nextInt(GATES)).scan(shown);
      if (world.chance(20)) {
        story.gates().get(world.random().nextInt(GATES)).scan(shown);
      }
      world.after(world.upTo(VISITOR_MOST), () -> visit(world, story));
    }
  }

  private static void trouble(SimWorld world, Story story) {
    if (!world.isHealed()) {
      int gate = world.random().nextInt(GATES);
      if (world.chance(50)) {
        story.gates().get(gate).crash();
      } else {
        world.cut(gate + 1);
        world.after(world.upTo(CUT_MOST), () -> world.mend(gate + 1));
      }
      world.after(world.upTo(TROUBLE_MOST), () -> trouble(world, story));
    }
  }

  private static void check(long seed, Story story) {
    SimServer server = story.server();
    assertThat(story.gates())
        .as("seed %d: every gate has told and heard everything", seed)
        .allMatch(SimGate::hasToldEverything)
        .allMatch(SimGate::hasHeardEverything);
    Map<SimServer.PassageId, Long> booked = new HashMap<>();
    server.booked().forEach((id, row) -> booked.put(id, row.ticketNo()));
    assertThat(booked)
        .as("seed %d: who walked through is booked, once, and nobody else", seed)
        .isEqualTo(story.truth());
    server.sold().values().forEach(ticket -> check(seed, story, ticket));
    long conflicts = server.booked().values().stream().filter(SimServer.Booked::conflict).count();
    assertThat(server.conflictRecords())
        .as("seed %d: every conflict has its record", seed)
        .isEqualTo((int) conflicts);
  }

  private static void check(long seed, Story story, Claims ticket) {
    long no = ticket.ticket().number();
    int entitled = ticket.entitlement().heads();
    List<SimServer.Booked> all =
        story.server().booked().values().stream().filter(row -> row.ticketNo() == no).toList();
    List<SimServer.Booked> kept = all.stream().filter(row -> !row.conflict()).toList();
    assertThat(kept.size())
        .as("seed %d: ticket %d is used within its %d", seed, no, entitled)
        .isLessThanOrEqualTo(entitled);
    long online = all.stream().filter(row -> row.byServer() && !row.late()).count();
    assertThat(online)
        .as("seed %d: ticket %d was not let in twice online: %s", seed, no, all)
        .isLessThanOrEqualTo(entitled);
    for (int gate = 1; gate <= GATES; gate++) {
      int one = gate;
      assertThat(all.stream().filter(row -> row.passage().place().gateNo() == one).count())
          .as("seed %d: gate %d let nobody in twice on ticket %d: %s", seed, one, no, all)
          .isLessThanOrEqualTo(entitled);
    }
    assertThat(story.server().usage(no).reservations())
        .as("seed %d: nothing stays reserved of ticket %d", seed, no)
        .isEmpty();
    Set<SimServer.PassageId> keptIds = ids(kept.stream().map(SimServer.Booked::passage).toList());
    for (SimGate gate : story.gates()) {
      assertThat(ids(gate.told(no)))
          .as("seed %d: every gate knows the uses of ticket %d", seed, no)
          .isEqualTo(keptIds);
    }
  }

  private static Set<SimServer.PassageId> ids(List<Passage> passages) {
    return passages.stream()
        .map(passage -> new SimServer.PassageId(passage.request(), passage.nth()))
        .collect(Collectors.toSet());
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
