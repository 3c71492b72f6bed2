package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.terminal.TerminalTable.Asked;
import io.shanmen.server.terminal.TerminalTable.Decided;
import io.shanmen.server.terminal.TerminalTable.Row;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Enrols gates, and computers that nobody can compare a screen with, by a code that is good once.
 * Enrolling again with the same code and the same key gives the same answer.
 */
@Component
class Enrolments {

  static final Duration CODE_LIFE = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final TerminalTable terminals;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;
  private final SecureRandom random = new SecureRandom();

  Enrolments(
      JdbcClient jdbc,
      TerminalTable terminals,
      Audit audit,
      Ids ids,
      InstantSource clock,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.terminals = terminals;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.events = events;
  }

  /** A code as it is shown once. */
  record Code(String code, Instant validUntil) {}

  private record Stored(
      TerminalKind kind,
      @Nullable Integer checkpoint,
      UUID madeBy,
      Instant validUntil,
      @Nullable UUID usedBy) {}

  @Transactional
  Code makeCode(SignedIn by, TerminalKind kind, @Nullable Integer checkpoint) {
    String code = OneTimeCode.make(random);
    Instant now = clock.instant();
    Instant validUntil = now.plus(CODE_LIFE);
    jdbc.sql(
            """
            INSERT INTO terminal.enrolment_code
              (code_hash, kind, checkpoint, made_by, made_at, valid_until)
            VALUES (:hash, :kind, :checkpoint, :by, :now, :until)
            """)
        .param("hash", OneTimeCode.hash(code))
        .param("kind", kind.name())
        .param("checkpoint", checkpoint)
        .param("by", by.operatorId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("until", validUntil.atOffset(ZoneOffset.UTC))
        .update();
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("kind", kind);
    facts.put("checkpoint", checkpoint);
    audit.record(
        AuditEntry.done(
                by.actor(),
                "terminal.enrolment_code_made",
                new AuditSubject("enrolment_code", validUntil.toString()))
            .after(facts));
    return new Code(code, validUntil);
  }

  @Transactional
  Outcome<Terminal> enrol(String code, String name, String publicKey) {
    Optional<byte[]> key = TerminalKeys.read(publicKey);
    if (key.isEmpty()) {
      return Outcome.refused(TerminalProblem.PUBLIC_KEY_INVALID);
    }
    byte[] hash = OneTimeCode.hash(code);
    Optional<Stored> stored = stored(hash);
    if (stored.isEmpty()) {
      return refused(name);
    }
    UUID usedBy = stored.get().usedBy();
    if (usedBy != null) {
      Row enrolled = terminals.find(usedBy).orElseThrow();
      return Arrays.equals(enrolled.publicKey(), key.get())
          ? Outcome.done(enrolled.terminal())
          : refused(name);
    }
    if (!clock.instant().isBefore(stored.get().validUntil())) {
      return refused(name);
    }
    return Outcome.done(enrol(stored.get(), hash, name, key.get()));
  }

  private Terminal enrol(Stored code, byte[] codeHash, String name, byte[] key) {
    Instant now = clock.instant();
    Terminal terminal =
        new Terminal(ids.next(), name, code.kind(), TerminalState.APPROVED, code.checkpoint());
    terminals.insert(
        Row.added(terminal, key, null, new Asked(now, null), new Decided(now, code.madeBy())));
    jdbc.sql("UPDATE terminal.enrolment_code SET used_by = ? WHERE code_hash = ?")
        .params(terminal.id(), codeHash)
        .update();
    audit.record(
        AuditEntry.done(
                AuditActor.device(terminal.id(), name),
                "terminal.enrolled",
                AuditSubject.of("terminal", terminal.id()))
            .after(Map.of("name", name, "kind", code.kind(), "codeMadeBy", code.madeBy())));
    if (code.kind() == TerminalKind.GATE) {
      events.publishEvent(new GateAssigned(terminal.id(), code.checkpoint(), now));
    }
    return terminal;
  }

  private Outcome<Terminal> refused(String name) {
    audit.record(
        AuditEntry.refused(
            AuditActor.anonymous(name, null),
            "terminal.enrolled",
            new AuditSubject("enrolment_code", "-"),
            TerminalProblem.ENROLMENT_CODE_INVALID.name()));
    return Outcome.refused(TerminalProblem.ENROLMENT_CODE_INVALID);
  }

  private Optional<Stored> stored(byte[] codeHash) {
    return jdbc.sql(
            """
            SELECT kind, checkpoint, made_by, valid_until, used_by
            FROM terminal.enrolment_code WHERE code_hash = ? FOR UPDATE
            """)
        .param(codeHash)
        .query(
            (row, number) ->
                new Stored(
                    TerminalKind.valueOf(row.getString("kind")),
                    row.getObject("checkpoint", Integer.class),
                    row.getObject("made_by", UUID.class),
                    row.getObject("valid_until", OffsetDateTime.class).toInstant(),
                    row.getObject("used_by", UUID.class)))
        .optional();
  }
}
