package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.identity.FirstAdministrator;
import io.shanmen.server.terminal.TerminalTable.Asked;
import io.shanmen.server.terminal.TerminalTable.Decided;
import io.shanmen.server.terminal.TerminalTable.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The first-run set-up: the park, its administrator and this first computer, all or nothing. */
@Component
class Setup {

  private final ParkProfile profile;
  private final FirstAdministrator administrators;
  private final TerminalTable terminals;
  private final SetupCode code;
  private final Audit audit;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Setup(
      ParkProfile profile,
      FirstAdministrator administrators,
      TerminalTable terminals,
      SetupCode code,
      Audit audit,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.profile = profile;
    this.administrators = administrators;
    this.terminals = terminals;
    this.code = code;
    this.audit = audit;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The administrator to be. */
  record Administrator(String signInName, String name, String password) {}

  /** The computer that sets the park up. */
  record Computer(UUID terminalId, String name, String publicKey) {}

  boolean isNeeded() {
    return profile.find().isEmpty();
  }

  Outcome<UUID> setUp(String typedCode, Park park, Administrator administrator, Computer computer) {
    if (!isNeeded()) {
      return Outcome.refused(TerminalProblem.SETUP_ALREADY_DONE);
    }
    Optional<byte[]> key = TerminalKeys.read(computer.publicKey());
    if (key.isEmpty()) {
      return Outcome.refused(TerminalProblem.PUBLIC_KEY_INVALID);
    }
    return switch (code.check(typedCode)) {
      case LOCKED -> refused(computer, TerminalProblem.SETUP_LOCKED);
      case WRONG -> refused(computer, TerminalProblem.SETUP_CODE_WRONG);
      case RIGHT ->
          administrators
              .prepare(administrator.signInName(), administrator.name(), administrator.password())
              .then(prepared -> write(park, prepared, computer, key.get()));
    };
  }

  private Outcome<UUID> write(
      Park park, FirstAdministrator.Prepared prepared, Computer computer, byte[] key) {
    Outcome<UUID> outcome =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  Optional<UUID> operatorId =
                      profile.setUp(park)
                          ? administrators.make(prepared, computer.terminalId())
                          : Optional.empty();
                  if (operatorId.isEmpty()) {
                    status.setRollbackOnly();
                    return Outcome.refused(TerminalProblem.SETUP_ALREADY_DONE);
                  }
                  approve(computer, key, operatorId.get());
                  audit.record(
                      AuditEntry.done(
                              actor(computer), "park.set_up", new AuditSubject("park", "park"))
                          .after(facts(park)));
                  return Outcome.done(operatorId.get());
                }));
    if (outcome.isDone()) {
      code.forget();
    }
    return outcome;
  }

  private void approve(Computer computer, byte[] key, UUID operatorId) {
    Instant now = clock.instant();
    Terminal terminal =
        new Terminal(
            computer.terminalId(),
            computer.name(),
            TerminalKind.COMPUTER,
            TerminalState.APPROVED,
            null);
    terminals.insert(
        Row.added(terminal, key, null, new Asked(now, null), new Decided(now, operatorId)));
  }

  private Outcome<UUID> refused(Computer computer, TerminalProblem problem) {
    audit.record(
        AuditEntry.refused(
            actor(computer), "park.set_up", new AuditSubject("park", "park"), problem.name()));
    return Outcome.refused(problem);
  }

  private static AuditActor actor(Computer computer) {
    return AuditActor.anonymous("first-run set-up", computer.terminalId());
  }

  private static Map<String, @Nullable Object> facts(Park park) {
    return Map.of(
        "nameZh", park.nameZh(),
        "nameEn", park.nameEn(),
        "zone", park.zone().getId(),
        "cutOff", park.cutOff().toString(),
        "currency", park.currency().getCurrencyCode());
  }
}
