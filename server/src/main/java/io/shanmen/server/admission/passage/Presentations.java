package io.shanmen.server.admission.passage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.admission.Presentation;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.server.admission.GateStatus.GateDirection;
import io.shanmen.server.admission.GateStatus.OrderedMode;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.park.SettingsStore;
import io.shanmen.server.foundation.GroupCommit;
import io.shanmen.server.foundation.KeyOrder;
import io.shanmen.server.ticketing.TicketCodes;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The way in for everything that changes passages. It queues for two writers that commit in sets:
 * one decides, the other writes what became of decisions, each while the other waits for the
 * database. Commands about one ticket follow one another, whichever writer they go to.
 */
@Component
public class Presentations {

  private static final Logger log = LoggerFactory.getLogger(Presentations.class);

  /** Presentations remembered by their id for the sake of the confirmation that follows. */
  private static final int TICKETS_REMEMBERED = 100_000;

  /** The janitor releases so many at a time. */
  private static final int EXPIRED_LIMIT = 500;

  private static final Duration TICKETS_REMEMBERED_FOR = Duration.ofMinutes(10);

  /**
   * A code shown at a reader of a gate.
   *
   * @param contentHash of the whole request: the same id with another content is refused
   * @param at the gate's clock
   */
  public record Showing(
      UUID requestId,
      Gate gate,
      String reader,
      String code,
      Direction direction,
      int atMost,
      ProofResult proof,
      byte[] contentHash,
      Instant at) {

    Place place() {
      return gate.place()
          .orElseThrow(() -> new IllegalStateException("the gate is not assigned: " + gate));
    }
  }

  private record Reader(UUID gateId, String name) {}

  private record Seen(String code, Direction direction, AuthoriseAnswer answer, Instant at) {}

  private final TicketCodes codes;
  private final Authorising authorising;
  private final Settling settling;
  private final PassageStore store;
  private final SettingsStore settings;
  private final InstantSource clock;
  private final GroupCommit<Command.Authorise, Result> decisions;
  private final GroupCommit<Command, Result> passages;
  private final Cache<UUID, Long> tickets =
      Caffeine.newBuilder()
          .maximumSize(TICKETS_REMEMBERED)
          .expireAfterWrite(TICKETS_REMEMBERED_FOR)
          .executor(Runnable::run)
          .build();
  private final Cache<Reader, Seen> lastSeen =
      Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

  Presentations(
      TicketCodes codes,
      Authorising authorising,
      Settling settling,
      PassageStore store,
      SettingsStore settings,
      InstantSource clock,
      GroupCommit.Ground ground) {
    this.codes = codes;
    this.authorising = authorising;
    this.settling = settling;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    KeyOrder order = new KeyOrder();
    GroupCommit.Limits limits = GroupCommit.Limits.usual();
    this.decisions =
        ground.start("admission-decision", limits, Command::key, order, authorising::authorise);
    this.passages =
        ground.start("admission-passage", limits, Command::key, order, settling::settle);
  }

  /** Reads a code and decides; one that cannot be believed costs no look at the database. */
  public Result authorise(Showing showing) {
    Reader reader = new Reader(showing.gate().id(), showing.reader());
    Instant now = clock.instant();
    Optional<AuthoriseAnswer> repeated = lastAnswer(reader, showing, now);
    if (repeated.isPresent()) {
      return new Result.Answered(repeated.get().repeatedFor(showing.requestId(), now));
    }
    Presentation shown =
        new Presentation(
            codes.read(showing.code()), showing.direction(), showing.atMost(), showing.proof());
    Result result =
        switch (shown.reading()) {
          case CodeReading.Read read -> decide(showing, shown, read.claims().ticket().number());
          case CodeReading.LineRead line -> decide(showing, shown, line.ticketNumber());
          case CodeReading.Unreadable _ ->
              new Result.Answered(
                  authorising.answerUnread(showing.requestId(), shown, showing.place()));
        };
    if (result instanceof Result.Answered(AuthoriseAnswer answer)) {
      lastSeen.put(reader, new Seen(showing.code(), showing.direction(), answer, now));
    }
    return result;
  }

  private Result decide(Showing showing, Presentation shown, long ticketNo) {
    tickets.put(showing.requestId(), ticketNo);
    Result result =
        decisions.submit(
            new Command.Authorise(
                showing.requestId(),
                showing.gate(),
                shown,
                ticketNo,
                showing.contentHash(),
                showing.at()));
    if (result instanceof Result.Answered(AuthoriseAnswer answer)
        && answer.decision() != AuthoriseAnswer.Verdict.ADMIT) {
      tickets.invalidate(showing.requestId());
    }
    return result;
  }

  /** The reader's last answer, where this is the same code shown again at once. */
  private Optional<AuthoriseAnswer> lastAnswer(Reader reader, Showing showing, Instant now) {
    Seen seen = lastSeen.getIfPresent(reader);
    Duration repeatFor = Duration.ofMillis(settings.settings().timing().sameReaderMillis());
    return seen != null
            && seen.code().equals(showing.code())
            && seen.direction() == showing.direction()
            && !seen.answer().requestId().equals(showing.requestId())
            && showing.proof() instanceof ProofResult.NotAsked
            && !now.isBefore(seen.at())
            && now.isBefore(seen.at().plus(repeatFor))
        ? Optional.of(seen.answer())
        : Optional.empty();
  }

  /** So many people have passed, all told. */
  public Result confirm(UUID requestId, Gate gate, int passed, Instant at) {
    return settled(
        requestId, ticketNo -> new Command.Confirm(requestId, gate, ticketNo, passed, at));
  }

  /** The presentation is over, or the gate has decided it by itself. */
  public Result release(UUID requestId, Gate gate, int passed, int admittedHere, Instant at) {
    return settled(
        requestId,
        ticketNo -> new Command.Release(requestId, gate, ticketNo, passed, admittedHere, at));
  }

  /**
   * Settles in the order of the commands about its ticket. Whose presentation was not written yet
   * when its ticket was looked up hears of it, and asks again.
   */
  private Result settled(UUID requestId, Function<@Nullable Long, Command> command) {
    Result result = passages.submit(command.apply(ticketOf(requestId)));
    if (result instanceof Result.OfTicket(long ticketNo)) {
      tickets.put(requestId, ticketNo);
      result = passages.submit(command.apply(ticketNo));
    }
    // Whoever is kept in memory for minutes is copied by each collection of garbage.
    if (result instanceof Result.Settled done && done.reserved() == 0) {
      tickets.invalidate(done.requestId());
    }
    return result;
  }

  /** The presentation is over, says a journal; one that was never asked about needs no end. */
  public void close(UUID requestId, Gate gate, int passed, Instant at) {
    Long ticketNo = ticketOf(requestId);
    if (ticketNo != null) {
      release(requestId, gate, passed, 0, at);
    }
  }

  /** Books what a journal tells of one person. */
  public Result book(Command command) {
    return passages.submit(command);
  }

  /** Releases reservations that nobody confirmed or released in time; says how many. */
  public int expire() {
    List<PresentationRow> expired = store.expired(clock.instant(), EXPIRED_LIMIT);
    List<Future<Result>> ended;
    try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
      ended =
          expired.stream()
              .map(row -> new Command.Expire(row.requestId(), gateOf(row), row.ticketNo()))
              .map(command -> together.submit(() -> passages.submit(command)))
              .toList();
    }
    ended.stream()
        .filter(one -> one.state() == Future.State.FAILED)
        .forEach(one -> log.error("a reservation could not be released", one.exceptionNow()));
    return expired.size();
  }

  private static Gate gateOf(PresentationRow row) {
    return new Gate(
        row.gateId(),
        row.gateNo(),
        "",
        row.checkpointNo(),
        GateDirection.BOTH,
        OrderedMode.NORMAL,
        false);
  }

  private @Nullable Long ticketOf(UUID requestId) {
    Long known = tickets.getIfPresent(requestId);
    if (known == null) {
      known = store.ticketOf(requestId).orElse(null);
      if (known != null) {
        tickets.put(requestId, known);
      }
    }
    return known;
  }

  /** Forgets what is kept in memory. */
  public void forget() {
    tickets.invalidateAll();
    lastSeen.invalidateAll();
  }

  @PreDestroy
  void close() {
    decisions.close();
    passages.close();
  }
}
