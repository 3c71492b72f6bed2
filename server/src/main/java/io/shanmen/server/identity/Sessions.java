package io.shanmen.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.foundation.Ids;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Opens, renews, finds and ends sessions. They live in the database, so they survive a restart; a
 * look-up is remembered for seconds, and forgotten at once when anything about sessions, operators
 * or roles changes.
 */
@Component
public class Sessions {

  /** The name of the cookie that carries a session's token. */
  public static final String COOKIE = SessionCookie.NAME;

  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int REMEMBERED_LIMIT_SESSIONS = 10_000;

  private final SessionTable table;
  private final Ids ids;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;
  private final SecureRandom random = new SecureRandom();

  private final Cache<String, Remembered> remembered =
      Caffeine.newBuilder()
          .expireAfterWrite(REMEMBERED)
          .maximumSize(REMEMBERED_LIMIT_SESSIONS)
          .executor(Runnable::run)
          .build();

  /** Counts changes: what was looked up before the latest change is not believed. */
  private final AtomicLong changes = new AtomicLong();

  private record Remembered(SessionTable.Found found, long change) {}

  Sessions(SessionTable table, Ids ids, InstantSource clock, ApplicationEventPublisher events) {
    this.table = table;
    this.ids = ids;
    this.clock = clock;
    this.events = events;
  }

  /** Opens a session for an operator who has just proved the password. */
  public OpenedSession open(ProvenOperator operator, UUID terminalId) {
    return open(terminalId, operator.operatorId(), null, SessionLimits.OPERATOR_LIFE);
  }

  /** Opens a session for a machine that has just proved its key. */
  public OpenedSession openForDevice(UUID terminalId, String name) {
    return open(terminalId, null, name, SessionLimits.DEVICE_LIFE);
  }

  private OpenedSession open(
      UUID terminalId, @Nullable UUID operatorId, @Nullable String deviceName, Duration life) {
    String token = SessionToken.make(random);
    Instant now = clock.instant();
    Instant endsAt = now.plus(life);
    table.insert(
        new SessionTable.NewSession(
            ids.next(), terminalId, operatorId, deviceName, SessionToken.hash(token)),
        now,
        endsAt);
    return new OpenedSession(token, renewBefore(now, endsAt), endsAt);
  }

  /**
   * Gives a session a new token, after its terminal has proved its key again.
   *
   * @param token from the cookie
   */
  public Outcome<OpenedSession> renew(String token, UUID provenTerminalId) {
    String newToken = SessionToken.make(random);
    Instant now = clock.instant();
    Optional<Instant> end =
        table.renew(SessionToken.hash(token), provenTerminalId, SessionToken.hash(newToken), now);
    changed();
    return end.<Outcome<OpenedSession>>map(
            endsAt -> Outcome.done(new OpenedSession(newToken, renewBefore(now, endsAt), endsAt)))
        .orElseGet(() -> Outcome.refused(IdentityProblem.SIGN_IN_REQUIRED));
  }

  private static Instant renewBefore(Instant provedAt, Instant endsAt) {
    Instant due = provedAt.plus(SessionLimits.PROOF_AGE);
    return due.isBefore(endsAt) ? due : endsAt;
  }

  /** Ends all sessions at a terminal: its approval was taken away. */
  public void endAt(UUID terminalId) {
    ended(table.endAtTerminal(terminalId, clock.instant()));
  }

  /** When each terminal's sessions were last used, to the minute; those never used are left out. */
  public Map<UUID, Instant> lastUse(Collection<UUID> terminalIds) {
    return table.lastUseByTerminal(terminalIds);
  }

  /** Signs out. */
  public void end(UUID sessionId) {
    ended(table.end(sessionId, clock.instant()));
  }

  /** The header that takes the session's cookie away from the browser. */
  public ResponseCookie noCookie() {
    return SessionCookie.none();
  }

  void endOf(UUID operatorId, @Nullable UUID exceptSessionId) {
    ended(table.endOfOperator(operatorId, exceptSessionId, clock.instant()));
  }

  Optional<Caller> find(String token) {
    Instant now = clock.instant();
    long change = changes.get();
    Remembered known = remembered.getIfPresent(token);
    if (known != null && known.change() == change && known.found().goodUntil().isAfter(now)) {
      return Optional.of(known.found().caller());
    }
    Optional<SessionTable.Found> found = table.findAwake(SessionToken.hash(token), now);
    found.ifPresent(
        session -> {
          noteUse(session, now);
          remembered.put(token, new Remembered(session, change));
        });
    return found.map(SessionTable.Found::caller);
  }

  private void noteUse(SessionTable.Found session, Instant now) {
    if (session.usedAt().isBefore(now.minus(SessionLimits.USE_NOTED_EVERY))) {
      table.used(session.caller().sessionId(), now);
    }
  }

  /** Tells those that wait that sessions have run out of time; call it every few seconds. */
  void endTimedOut(Collection<UUID> sessionIds) {
    Set<UUID> awake = table.awake(sessionIds, clock.instant());
    List<UUID> gone = sessionIds.stream().filter(id -> !awake.contains(id)).toList();
    if (!gone.isEmpty()) {
      events.publishEvent(new SessionsEnded(gone));
    }
  }

  /** Forgets what was looked up, once the surrounding transaction is durable. */
  void changed() {
    AfterCommit.run(changes::incrementAndGet);
  }

  private void ended(List<UUID> sessionIds) {
    changed();
    if (!sessionIds.isEmpty()) {
      AfterCommit.run(() -> events.publishEvent(new SessionsEnded(sessionIds)));
    }
  }
}
