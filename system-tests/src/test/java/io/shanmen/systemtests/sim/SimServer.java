package io.shanmen.systemtests.sim;

import io.shanmen.gate.store.Journal;
import io.shanmen.kernel.admission.AdmissionRules;
import io.shanmen.kernel.admission.Decision;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.ParkFacts;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Presentation;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.admission.Reservation;
import io.shanmen.kernel.admission.TicketFacts;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.admission.Usage;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.ClaimsCodec;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.time.BusinessCalendar;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server as the protocol's page describes it, with the kernel's decision and use-keeping, over
 * tables in memory: commands queue, and a writer commits a set of them with distinct tickets at
 * once. A crash before the commit loses the set, one after it loses the answers.
 */
final class SimServer {

  static final ParkFacts PARK =
      ParkFacts.ordinary(
          new BusinessCalendar(ZoneId.of("Asia/Shanghai"), BusinessCalendar.USUAL_CUT_OFF));
  static final KeyId KEY = new KeyId(1, 1, 1);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration WRITER_PAUSE = Duration.ofMillis(5);
  private static final Duration JANITOR_EVERY = Duration.ofSeconds(2);
  private static final int SET_LIMIT_COMMANDS = 8;
  private static final int PAGE_LIMIT_ITEMS = 20;
  private static final int CRASH_PERMILLE = 3;
  private static final Duration DOWN_MOST = Duration.ofSeconds(20);

  /** A person who passed, as booked. */
  record Booked(long ticketNo, Passage passage, boolean byServer, boolean late, boolean conflict) {
    Booked lost() {
      return new Booked(ticketNo, passage, byServer, late, true);
    }

    Booked acquitted() {
      return new Booked(ticketNo, passage, byServer, late, false);
    }
  }

  record PassageId(UUID request, int nth) {}

  /** An answer to {@code authorise}: people to admit, or none. */
  record Answer(int people) {}

  private static final class Presented {
    private final long ticketNo;
    private final Place place;
    private @Nullable Reservation reservation;
    private boolean cancelled;
    private boolean open;
    private int answer;

    Presented(long ticketNo, Place place) {
      this.ticketNo = ticketNo;
      this.place = place;
    }
  }

  private static final class Head {
    private long seq;
    private byte[] hash = new byte[32];
  }

  private record Command(long ticketNo, Supplier<Runnable> commit) {}

  private final SimWorld world;
  private final Map<Long, Claims> sold = new HashMap<>();
  private final Map<Long, Usage> usages = new HashMap<>();
  private final Map<UUID, Presented> presented = new LinkedHashMap<>();
  private final Map<PassageId, Booked> booked = new LinkedHashMap<>();
  private final Map<UUID, Head> journals = new HashMap<>();
  private final Map<UUID, JsonNode> admissions = new HashMap<>();
  private final List<JsonNode> feed = new ArrayList<>();
  private final Deque<Command> queue = new ArrayDeque<>();
  private boolean up = true;
  private boolean writing;
  private int conflictRecords;

  SimServer(SimWorld world) {
    this.world = world;
    world.after(JANITOR_EVERY, this::expire);
  }

  boolean isUp() {
    return up;
  }

  Map<PassageId, Booked> booked() {
    return booked;
  }

  Map<Long, Claims> sold() {
    return sold;
  }

  int conflictRecords() {
    return conflictRecords;
  }

  Usage usage(long ticketNo) {
    return usages.getOrDefault(ticketNo, Usage.NONE);
  }

  void sell(Claims claims) {
    sold.put(claims.ticket().number(), claims);
    feed.add(
        JSON.createObjectNode()
            .put("seq", feed.size() + 1)
            .put("kind", "TICKET")
            .put("ticketNo", claims.ticket().number())
            .put("codeVersion", claims.ticket().version())
            .put("state", "ISSUED")
            .put("claims", Base64.getEncoder().encodeToString(ClaimsCodec.encode(claims))));
  }

  // --- what gates ask
  // -----------------------------------------------------------------------------

  void authorise(UUID request, long ticketNo, Place place, java.util.function.Consumer<Answer> to) {
    submit(
        ticketNo,
        () -> {
          Presented before = presented.get(request);
          if (before != null) {
            int again = before.cancelled ? 0 : before.answer;
            return () -> to.accept(new Answer(again));
          }
          Presented fresh = new Presented(ticketNo, place);
          presented.put(request, fresh);
          Usage usage = usage(ticketNo);
          if (decide(ticketNo, usage, place, world.now()) instanceof Decision.Admit admit) {
            fresh.reservation =
                new Reservation(request, admit.kind(), place, admit.heads(), world.now());
            fresh.open = true;
            fresh.answer = admit.heads();
            usages.put(ticketNo, usage.reserve(fresh.reservation));
          }
          return () -> to.accept(new Answer(fresh.answer));
        });
  }

  void confirm(UUID request, int passed, Instant at) {
    Presented known = presented.get(request);
    if (known != null) {
      submit(
          known.ticketNo,
          () -> {
            for (int nth = 1; nth <= passed; nth++) {
              pass(request, nth, known.ticketNo, known.place, at);
            }
            return () -> {};
          });
    }
  }

  /** The presentation is over, or was decided at the gate after all. */
  void release(UUID request, long ticketNo, Place place, int passed, int admittedHere) {
    submit(
        ticketNo,
        () -> {
          Presented known = presented.get(request);
          if (known == null) {
            Presented cancelled = new Presented(ticketNo, place);
            cancelled.cancelled = true;
            presented.put(request, cancelled);
          } else if (known.open && passed == 0 && admittedHere > 0) {
            keep(known, admittedHere);
          } else if (known.open && passed >= counted(request)) {
            free(known, request);
          }
          return () -> {};
        });
  }

  private void keep(Presented known, int people) {
    Reservation held = known.reservation;
    if (held != null && people < held.heads()) {
      Reservation less =
          new Reservation(held.request(), held.kind(), held.place(), people, held.at());
      known.reservation = less;
      usages.put(known.ticketNo, usage(known.ticketNo).release(held.request()).reserve(less));
      acquit(known.ticketNo);
    }
  }

  private void free(Presented known, UUID request) {
    known.open = false;
    usages.put(known.ticketNo, usage(known.ticketNo).release(request));
    acquit(known.ticketNo);
  }

  /** A use that is free again belongs to whoever walked in while it was reserved. */
  private void acquit(long ticketNo) {
    List<Booked> lost =
        booked.values().stream()
            .filter(row -> row.ticketNo() == ticketNo && row.conflict())
            .sorted(Comparator.comparing(row -> row.passage().at()))
            .toList();
    for (Booked row : lost) {
      Passage passage = row.passage();
      Usage usage = usage(ticketNo);
      if (decide(ticketNo, usage, passage.place(), passage.at()) instanceof Decision.Admit) {
        usages.put(ticketNo, usage.with(passage));
        conflictRecords--;
        book(new PassageId(passage.request(), passage.nth()), row.acquitted());
      }
    }
  }

  private int counted(UUID request) {
    return (int) booked.keySet().stream().filter(id -> id.request().equals(request)).count();
  }

  /** Up to which entry the journal is stored and merged; nothing if it is not accepted. */
  Optional<Long> upload(UUID journal, Place place, List<Journal.Entry> entries) {
    if (!up) {
      return Optional.empty();
    }
    Head head = journals.computeIfAbsent(journal, fresh -> new Head());
    for (Journal.Entry entry : entries) {
      if (entry.seq() <= head.seq) {
        continue;
      }
      byte[] hash = sha256(head.hash, entry.text());
      if (entry.seq() != head.seq + 1 || !entry.hash().equals(HexFormat.of().formatHex(hash))) {
        throw new AssertionError("the journal does not go on at " + entry);
      }
      head.seq = entry.seq();
      head.hash = hash;
      take(JSON.readTree(entry.text()), place);
    }
    return Optional.of(head.seq);
  }

  private void take(JsonNode entry, Place place) {
    String kind = entry.path("kind").asString();
    if (kind.equals("ADMITTED")) {
      admissions.put(UUID.fromString(entry.path("requestId").asString()), entry);
    } else if (kind.equals("PASSED")) {
      UUID request = UUID.fromString(entry.path("requestId").asString());
      JsonNode admitted = Objects.requireNonNull(admissions.get(request), "nobody was admitted");
      pass(
          request,
          entry.path("nth").asInt(),
          admitted.path("ticketNo").asLong(),
          place,
          Instant.parse(entry.path("at").asString()));
    } else if (kind.equals("CLOSED")) {
      UUID request = UUID.fromString(entry.path("requestId").asString());
      Presented known = presented.get(request);
      if (known != null && known.open) {
        free(known, request);
      }
    }
  }

  /** The feed from an item on, at most a page; empty while the server is away. */
  Optional<List<JsonNode>> feed(int from) {
    return up
        ? Optional.of(
            List.copyOf(feed.subList(from, Math.min(feed.size(), from + PAGE_LIMIT_ITEMS))))
        : Optional.empty();
  }

  int feedLength() {
    return feed.size();
  }

  // --- the merge
  // ----------------------------------------------------------------------------------

  private void pass(UUID request, int nth, long ticketNo, Place place, Instant at) {
    PassageId id = new PassageId(request, nth);
    if (booked.containsKey(id)) {
      return;
    }
    Passage passage = new Passage(request, nth, PassageKind.FIRST, place, at);
    Presented known = presented.get(request);
    Usage usage = usage(ticketNo);
    boolean held =
        usage.reservations().stream()
            .anyMatch(reservation -> reservation.request().equals(request));
    boolean byServer = known != null && known.answer > 0;
    if (held) {
      usages.put(ticketNo, usage.with(passage));
      book(id, new Booked(ticketNo, passage, byServer, false, false));
      return;
    }
    if (decide(ticketNo, usage, place, at) instanceof Decision.Admit) {
      usages.put(ticketNo, usage.with(passage));
      book(id, new Booked(ticketNo, passage, byServer, true, false));
      return;
    }
    Optional<Passage> later =
        usage.passages().stream()
            .filter(other -> other.at().isAfter(at))
            .max(Comparator.comparing(Passage::at));
    conflictRecords++;
    if (later.isPresent()) {
      PassageId loser = new PassageId(later.get().request(), later.get().nth());
      Usage without =
          new Usage(
              usage.passages().stream().filter(other -> !other.equals(later.get())).toList(),
              usage.reservations());
      usages.put(ticketNo, without.with(passage));
      book(loser, Objects.requireNonNull(booked.get(loser)).lost());
      book(id, new Booked(ticketNo, passage, byServer, true, false));
    } else {
      book(id, new Booked(ticketNo, passage, byServer, true, true));
    }
  }

  private void book(PassageId id, Booked row) {
    booked.put(id, row);
    feed.add(
        JSON.createObjectNode()
            .put("seq", feed.size() + 1)
            .put("kind", "USE")
            .put("ticketNo", row.ticketNo())
            .put("requestId", id.request().toString())
            .put("nth", id.nth())
            .put("gateNo", row.passage().place().gateNo())
            .put("checkpointNo", row.passage().place().checkpoint())
            .put("passage", "FIRST")
            .put("usedAt", row.passage().at().toString())
            .put("conflict", row.conflict()));
  }

  private Decision decide(long ticketNo, Usage usage, Place place, Instant at) {
    Claims claims = Objects.requireNonNull(sold.get(ticketNo), "never sold");
    Presentation shown =
        new Presentation(
            new CodeReading.Read(claims, KEY), Direction.ENTRY, 9, new ProofResult.Unavailable());
    return new AdmissionRules(PARK)
        .decide(shown, TicketFacts.Listed.of(claims, TicketState.ISSUED, usage), place, at);
  }

  // --- commits in sets
  // ----------------------------------------------------------------------------

  private void submit(long ticketNo, Supplier<Runnable> commit) {
    if (up) {
      queue.add(new Command(ticketNo, commit));
      if (!writing) {
        writing = true;
        world.after(WRITER_PAUSE, this::write);
      }
    }
  }

  private void write() {
    if (up && !queue.isEmpty()) {
      if (crashesNow()) {
        crash();
      } else {
        List<Runnable> answers = commitSet();
        if (crashesNow()) {
          crash();
        } else {
          answers.forEach(Runnable::run);
        }
      }
    }
    writing = !queue.isEmpty();
    if (writing) {
      world.after(WRITER_PAUSE, this::write);
    }
  }

  /** Two commands on one ticket never share a set; the later waits. */
  private List<Runnable> commitSet() {
    List<Runnable> answers = new ArrayList<>();
    Deque<Command> passedOver = new ArrayDeque<>();
    Set<Long> tickets = new HashSet<>();
    while (!queue.isEmpty() && answers.size() < SET_LIMIT_COMMANDS) {
      Command next = queue.remove();
      if (tickets.add(next.ticketNo())) {
        answers.add(next.commit().get());
      } else {
        passedOver.add(next);
      }
    }
    passedOver.descendingIterator().forEachRemaining(queue::addFirst);
    return answers;
  }

  private boolean crashesNow() {
    return !world.isHealed() && world.random().nextInt(1000) < CRASH_PERMILLE;
  }

  private void crash() {
    up = false;
    queue.clear();
    world.after(world.upTo(DOWN_MOST), () -> up = true);
  }

  private void expire() {
    if (up) {
      for (Presented one : presented.values()) {
        Reservation held = one.reservation;
        if (one.open
            && held != null
            && !world.now().isBefore(held.at().plus(Usage.RESERVATION_LIMIT))) {
          free(one, held.request());
        }
      }
    }
    world.after(JANITOR_EVERY, this::expire);
  }

  private static byte[] sha256(byte[] previous, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous);
      return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
