package io.shanmen.systemtests.sim;

import io.shanmen.gate.link.GateIdentity;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.JournalEvent;
import io.shanmen.gate.store.JournalEvent.Admission;
import io.shanmen.gate.store.JournalEvent.Cause;
import io.shanmen.gate.store.JournalEvent.DecidedBy;
import io.shanmen.gate.store.JournalEvent.Medium;
import io.shanmen.gate.store.ListedTicket;
import io.shanmen.gate.store.SyncedList;
import io.shanmen.kernel.admission.AdmissionRules;
import io.shanmen.kernel.admission.Decision;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Presentation;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.admission.TicketFacts;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.admission.Usage;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeReading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A gate: the real journal and the real synced list on a real disk, the kernel's decision, and a
 * lane of its own through which people walk. A crash forgets everything but the disk and the
 * board's counter.
 */
final class SimGate {

  private static final Duration ONLINE_TIMEOUT = Duration.ofMillis(150);
  private static final Duration STEP = Duration.ofMillis(900);
  private static final Duration SYNC_EVERY = Duration.ofMillis(1_000);
  private static final Duration DOWN_MOST = Duration.ofSeconds(15);
  private static final int TURNS_BACK_PERCENT = 5;

  private final SimWorld world;
  private final SimServer server;
  private final Map<SimServer.PassageId, Long> truth;

  /** No key of ticket codes is read here: one pair will do for all gates. */
  private static final GateIdentity OWN = GateIdentity.make();

  private final Path folder;
  private final int no;
  private final Place place;
  private final Duration skew;
  private Journal journal;
  private SyncedList list;

  /** Each start is another life: what an earlier one planned no longer happens. */
  private int life;

  private boolean up;
  private boolean busy;
  private int counter;

  /** {@code truth} is told of every person who really walks through. */
  SimGate(
      SimWorld world, SimServer server, Map<SimServer.PassageId, Long> truth, Path folder, int no) {
    this.world = world;
    this.server = server;
    this.truth = truth;
    this.folder = folder;
    this.no = no;
    this.place = new Place(no, 1);
    this.skew = Duration.ofMillis(world.random().nextInt(-90_000, 90_000));
    this.journal = Journal.open(folder, world::newId);
    this.list = SyncedList.open(folder, new UUID(0, no), OWN.pair());
    this.up = true;
    sync(life);
  }

  private Instant clock() {
    return world.now().plus(skew);
  }

  // --- a visitor
  // ----------------------------------------------------------------------------------

  void scan(Claims claims) {
    if (!up || busy) {
      return;
    }
    busy = true;
    UUID request = world.newId();
    int now = life;
    boolean[] answered = {false};
    long ticketNo = claims.ticket().number();
    long heardUpTo = list.acknowledged(journal.id());
    world.send(
        no,
        () ->
            server.authorise(
                request,
                ticketNo,
                place,
                answer ->
                    world.send(
                        no,
                        () -> {
                          if (now == life && !answered[0]) {
                            answered[0] = true;
                            hear(request, claims, answer.people(), heardUpTo);
                          }
                        })));
    world.after(
        ONLINE_TIMEOUT,
        () -> {
          if (now == life && !answered[0]) {
            answered[0] = true;
            decideHere(request, claims);
          }
        });
  }

  /** Of whom the server has not heard, it could not count. */
  private void hear(UUID request, Claims claims, int admitted, long heardUpTo) {
    long ticketNo = claims.ticket().number();
    if (admitted == 0 || !journal.hasNewsOf(ticketNo, heardUpTo)) {
      settle(request, claims, admitted, DecidedBy.SERVER);
      return;
    }
    int people = Math.min(admitted, decision(claims));
    settle(request, claims, people, DecidedBy.SERVER);
    if (people == 0) {
      world.send(no, () -> server.release(request, ticketNo, place, 0, 0));
    }
  }

  private int decision(Claims claims) {
    Presentation shown =
        new Presentation(
            new CodeReading.Read(claims, SimServer.KEY),
            Direction.ENTRY,
            9,
            new ProofResult.Unavailable());
    Decision decision =
        new AdmissionRules(SimServer.PARK).decide(shown, facts(claims), place, clock());
    return decision instanceof Decision.Admit admit ? admit.heads() : 0;
  }

  private void decideHere(UUID request, Claims claims) {
    int people = decision(claims);
    // The journal first: a message may be lost, and a crash may come at any line.
    settle(request, claims, people, DecidedBy.GATE);
    long ticketNo = claims.ticket().number();
    world.send(no, () -> server.release(request, ticketNo, place, 0, people));
  }

  /** As the gate's own decision: what the server has told and what stands in the journal. */
  private TicketFacts facts(Claims claims) {
    long number = claims.ticket().number();
    List<Passage> passages = new ArrayList<>(list.uses(number));
    for (Passage own : journal.passages(number)) {
      boolean known =
          passages.stream()
              .anyMatch(one -> one.request().equals(own.request()) && one.nth() == own.nth());
      if (!known) {
        passages.add(own);
      }
    }
    Usage usage = new Usage(passages, journal.reservations(number)).expire(clock());
    Optional<ListedTicket> listed = list.ticket(number);
    if (listed.isPresent()) {
      return TicketFacts.Listed.of(claims, listed.get().state(), usage);
    }
    return usage.equals(Usage.NONE)
        ? new TicketFacts.Unlisted(false)
        : TicketFacts.Listed.of(claims, TicketState.ISSUED, usage);
  }

  private void settle(UUID request, Claims claims, int people, DecidedBy by) {
    if (people == 0) {
      busy = false;
      return;
    }
    journal.append(
        clock(),
        new JournalEvent.Admitted(
            new Admission(
                request,
                by,
                PassageKind.FIRST,
                people,
                Medium.QR,
                claims.ticket(),
                claims.productNo(),
                "entry-1"),
            place,
            counter));
    walk(request, claims.ticket().number(), people, 0, life);
  }

  private void walk(UUID request, long ticketNo, int people, int passed, int now) {
    world.after(
        STEP,
        () -> {
          boolean goesThrough = !world.chance(TURNS_BACK_PERCENT);
          if (goesThrough) {
            // The arm is open whoever runs the program: the board counts.
            counter++;
            truth.put(new SimServer.PassageId(request, passed + 1), ticketNo);
          }
          if (now != life) {
            return;
          }
          int total = passed + (goesThrough ? 1 : 0);
          if (goesThrough) {
            Instant at = clock();
            journal.append(at, new JournalEvent.Passed(request, total));
            world.send(no, () -> server.confirm(request, total, at));
          }
          if (goesThrough && total < people) {
            walk(request, ticketNo, people, total, now);
          } else {
            close(request, ticketNo, total, people - total);
          }
        });
  }

  private void close(UUID request, long ticketNo, int passed, int left) {
    journal.append(
        clock(),
        new JournalEvent.Closed(
            request, passed, left, left == 0 ? Cause.ALL_PASSED : Cause.TIME_OUT));
    world.send(no, () -> server.release(request, ticketNo, place, passed, 0));
    busy = false;
  }

  // --- syncing
  // ------------------------------------------------------------------------------------

  private void sync(int now) {
    if (now != life) {
      return;
    }
    UUID id = journal.id();
    List<Journal.Entry> entries = journal.after(list.acknowledged(id));
    if (!entries.isEmpty()) {
      world.send(
          no,
          () ->
              server
                  .upload(id, place, entries)
                  .ifPresent(seq -> world.send(no, () -> acknowledge(id, seq, now))));
    }
    String cursor = list.cursor();
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    world.send(
        no,
        () ->
            server
                .feed(from)
                .ifPresent(items -> world.send(no, () -> apply(from, items, cursor == null, now))));
    world.after(SYNC_EVERY, () -> sync(now));
  }

  private void acknowledge(UUID id, long seq, int now) {
    if (now == life && seq > list.acknowledged(id)) {
      list.acknowledge(id, seq);
    }
  }

  private void apply(int from, List<JsonNode> items, boolean first, int now) {
    if (now != life || (items.isEmpty() && !first)) {
      return;
    }
    String cursor = list.cursor();
    if (cursor == null ? first : from == Integer.parseInt(cursor)) {
      List<String> wrong =
          list.apply(
              new SyncedList.Page(
                  first, items, Integer.toString(from + items.size()), false, world.now()));
      if (!wrong.isEmpty()) {
        throw new AssertionError(wrong);
      }
    }
  }

  // --- crashes
  // ------------------------------------------------------------------------------------

  void crash() {
    if (up) {
      stop();
      up = false;
      life++;
      world.after(world.upTo(DOWN_MOST), this::start);
    }
  }

  /** After a crash the board's counter tells who passed meanwhile. */
  private void start() {
    journal = Journal.open(folder, world::newId);
    list = SyncedList.open(folder, new UUID(0, no), OWN.pair());
    up = true;
    busy = true;
    int now = life;
    world.after(
        STEP.multipliedBy(2),
        () -> {
          if (now != life) {
            return;
          }
          for (Journal.Unfinished one : journal.unfinished()) {
            int passed = Math.clamp(counter - one.counterBefore(), one.passed(), one.people());
            for (int nth = one.passed() + 1; nth <= passed; nth++) {
              journal.append(clock(), new JournalEvent.Passed(one.requestId(), nth));
            }
            journal.append(
                clock(),
                new JournalEvent.Closed(
                    one.requestId(), passed, one.people() - passed, Cause.TIME_OUT));
          }
          busy = false;
        });
    sync(now);
  }

  /** The ticket's uses as this gate was told. */
  List<Passage> told(long ticketNo) {
    return list.uses(ticketNo);
  }

  boolean hasToldEverything() {
    return up && list.acknowledged(journal.id()) == journal.lastSeq();
  }

  boolean hasHeardEverything() {
    return up && Integer.toString(server.feedLength()).equals(list.cursor());
  }

  /** Closes the files of a gate that is up; one that is down has closed them. */
  void stop() {
    if (up) {
      journal.close();
      list.close();
    }
  }
}
