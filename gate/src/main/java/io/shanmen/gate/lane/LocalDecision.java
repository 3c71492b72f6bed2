package io.shanmen.gate.lane;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.ListedTicket;
import io.shanmen.gate.store.ParkFactsHere;
import io.shanmen.gate.store.ParkSettings;
import io.shanmen.gate.store.SyncedList;
import io.shanmen.kernel.admission.AdmissionRules;
import io.shanmen.kernel.admission.Decision;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.ParkFacts;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Presentation;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.admission.Reservation;
import io.shanmen.kernel.admission.TicketFacts;
import io.shanmen.kernel.admission.TicketState;
import io.shanmen.kernel.admission.Usage;
import io.shanmen.kernel.ticketcode.Claims;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.Cryptography;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.kernel.ticketcode.Suites;
import io.shanmen.kernel.ticketcode.TicketCodeReader;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The gate's own decision: the kernel's rules on what is known here. A ticket's uses are those that
 * the server has told and those in this gate's journal, each person once.
 */
final class LocalDecision {

  /** The key of a passage: seen at this gate and told by the server it is still one person. */
  private record PassageKey(UUID request, int nth) {}

  private static final int WARM_UP_ROUNDS = 30;

  private final SyncedList list;
  private final Journal journal;
  private final DisciplinedClock clock;
  private final Suites suites;
  private ParkFactsHere readerFacts;
  private TicketCodeReader reader;

  LocalDecision(SyncedList list, Journal journal, DisciplinedClock clock, Suites suites) {
    this.list = list;
    this.journal = journal;
    this.clock = clock;
    this.suites = suites;
    this.readerFacts = list.facts();
    this.reader = new TicketCodeReader(suites, readerFacts.keys());
  }

  /**
   * Does everything a decision needs a few times with nothing: the first visitor after a start
   * shall not wait for classes to be loaded.
   */
  void warmUp() {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      usage(0, clock.instant());
      list.ticket(0);
      read("");
    }
    for (Suite suite : Suite.values()) {
      suites.find(suite).ifPresent(LocalDecision::warmUp);
    }
  }

  private static void warmUp(Cryptography cryptography) {
    Suite suite = cryptography.suite();
    KeyMaterial publicKey = Ciphers.freshPair(suite, new SecureRandom()).verify();
    KeyMaterial seal = KeyMaterial.of(new byte[suite.sealKeyBytes()]);
    KeyMaterial line = KeyMaterial.of(new byte[Suite.LINE_KEY_BYTES]);
    byte[] nonce = new byte[Suite.NONCE_BYTES];
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      cryptography.mac(line, nonce);
      cryptography.open(seal, nonce, nonce, cryptography.seal(seal, nonce, nonce, nonce));
      cryptography.verify(publicKey, nonce, new byte[Suite.SIGNATURE_BYTES]);
    }
  }

  /** What the code says, by the keys that are known here. */
  CodeReading read(String code) {
    ParkFactsHere facts = list.facts();
    if (facts != readerFacts) {
      readerFacts = facts;
      reader = new TicketCodeReader(suites, facts.keys());
    }
    return reader.read(code, clock.instant());
  }

  /**
   * Decides here and now.
   *
   * @param atMost how many people this lane can pass in one go
   */
  Decision decide(CodeReading reading, Direction direction, int atMost, Place place) {
    Instant now = clock.instant();
    ParkSettings settings = list.facts().settings();
    ParkFacts park =
        new ParkFacts(
            settings.calendar(),
            settings.days(),
            settings.reentry(),
            list.facts().isFull(now),
            clock.isPlausible());
    Presentation shown =
        new Presentation(reading, direction, atMost, new ProofResult.Unavailable());
    return new AdmissionRules(park).decide(shown, facts(reading, now), place, now);
  }

  private TicketFacts facts(CodeReading reading, Instant now) {
    return switch (reading) {
      case CodeReading.Read read -> signed(read.claims(), now);
      case CodeReading.LineRead line -> onlyIfListed(line.ticketNumber(), now);
      case CodeReading.Unreadable _ -> new TicketFacts.Unlisted(false);
    };
  }

  /** A signed code counts even where its ticket is not on the list: sold a minute ago (R85). */
  private TicketFacts signed(Claims claims, Instant now) {
    long number = claims.ticket().number();
    Optional<ListedTicket> listed = list.ticket(number);
    Usage usage = usage(number, now);
    if (listed.isPresent()) {
      ListedTicket ticket = listed.get();
      Claims promised = ticket.claims();
      return TicketFacts.Listed.of(
          promised == null ? claims.withTicket(ticket.ticket()) : promised, ticket.state(), usage);
    }
    return usage.equals(Usage.NONE)
        ? new TicketFacts.Unlisted(false)
        : TicketFacts.Listed.of(claims, TicketState.ISSUED, usage);
  }

  /** A bar code counts only where its ticket is known, and the list is not too old (R84). */
  private TicketFacts onlyIfListed(long number, Instant now) {
    Instant asOf = list.asOf();
    Duration limit = Duration.ofMillis(list.facts().settings().times().maxListAge());
    if (asOf == null || asOf.plus(limit).isBefore(now)) {
      return new TicketFacts.Unlisted(false);
    }
    Optional<ListedTicket> listed = list.ticket(number);
    if (listed.isPresent()) {
      Claims promised = listed.get().claims();
      if (promised != null) {
        return TicketFacts.Listed.of(promised, listed.get().state(), usage(number, now));
      }
    }
    return new TicketFacts.Unlisted(false);
  }

  private Usage usage(long number, Instant now) {
    List<Passage> passages = new ArrayList<>(list.uses(number));
    Set<PassageKey> known = new HashSet<>();
    passages.forEach(passage -> known.add(new PassageKey(passage.request(), passage.nth())));
    for (Passage own : journal.passages(number)) {
      if (known.add(new PassageKey(own.request(), own.nth()))) {
        passages.add(own);
      }
    }
    passages.sort(Comparator.comparing(Passage::at).thenComparingInt(Passage::nth));
    List<Reservation> reservations = journal.reservations(number);
    return passages.isEmpty() && reservations.isEmpty()
        ? Usage.NONE
        : new Usage(passages, reservations).expire(now);
  }
}
