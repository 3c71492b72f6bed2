package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.Approval;
import io.shanmen.server.identity.ApprovalRequest;
import io.shanmen.server.identity.Approvals;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.CodeKeyController.KeyChange;
import io.shanmen.server.ticketing.keys.CodeKeys;
import io.shanmen.server.vault.MasterKeyAway;
import io.shanmen.server.vault.MasterKeyWatch;
import io.shanmen.server.vault.MasterState;
import io.shanmen.server.vault.MovingToMasterKey;
import io.shanmen.server.vault.Vault;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes keys by two people (maker ≠ checker, R21): both prove themselves, both may manage keys,
 * and the log has them both. What is done and that it was done are written in one transaction.
 */
@Component
class KeyCeremony {

  static final String PERMISSION = "ticketing.keys";

  private final CodeKeys keys;
  private final Vault vault;
  private final MasterKeyWatch watch;
  private final Approvals approvals;
  private final Audit audit;
  private final ApplicationEventPublisher publisher;
  private final TransactionTemplate transaction;

  KeyCeremony(
      CodeKeys keys,
      Vault vault,
      MasterKeyWatch watch,
      Approvals approvals,
      Audit audit,
      ApplicationEventPublisher publisher,
      PlatformTransactionManager transactions) {
    this.keys = keys;
    this.vault = vault;
    this.watch = watch;
    this.approvals = approvals;
    this.audit = audit;
    this.publisher = publisher;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Makes the next epoch. */
  Outcome<KeyRecord> renew(KeyChange change, SignedIn who) {
    Suite suite = Optional.ofNullable(change.suite()).orElseGet(() -> keys.present().suite());
    return agreed(change, who, "ticketing.code_key_renewed", () -> Optional.of(keys.renew(suite)));
  }

  /** Revokes an epoch; the present one is renewed first. */
  Outcome<KeyRecord> revoke(int epoch, KeyChange change, SignedIn who) {
    return agreed(change, who, "ticketing.code_key_revoked", () -> keys.revoke(epoch));
  }

  /** Brings all signing keys under the present master key, and renews. */
  Outcome<KeyRecord> move(KeyChange change, SignedIn who) {
    return agreement(change, who)
        .then(
            second -> {
              vault.makeMasterKey();
              watch.look();
              return vault.state() == MasterState.READY
                  ? changed(
                      change, who, new Step("ticketing.master_key_moved", this::moveAll), second)
                  : Outcome.refused(refusal(vault.state()));
            });
  }

  private Optional<KeyRecord> moveAll() {
    publisher.publishEvent(new MovingToMasterKey());
    return Optional.of(keys.moveToMaster());
  }

  void tryAgain(SignedIn who) {
    vault.tryAgain();
    watch.look();
    audit.record(
        AuditEntry.done(
                who.actor(), "ticketing.master_key_tried_again", AuditSubject.of("master-key", 1))
            .after(Map.of("state", vault.state().name())));
  }

  private record Step(String action, Supplier<Optional<KeyRecord>> work) {}

  private Outcome<KeyRecord> agreed(
      KeyChange change, SignedIn who, String action, Supplier<Optional<KeyRecord>> work) {
    return agreement(change, who)
        .then(second -> changed(change, who, new Step(action, work), second));
  }

  private Outcome<Approval> agreement(KeyChange change, SignedIn who) {
    ApprovalRequest request =
        new ApprovalRequest(
            who.operatorId(), who.terminalId(), PERMISSION, AuditSubject.of("code-key", present()));
    return approvals
        .verifySecondFactor(who, change.secret())
        .then(
            proved ->
                approvals.approveHere(who, change.approver(), change.approverSecret(), request));
  }

  private int present() {
    return keys.present().id().epoch();
  }

  private Outcome<KeyRecord> changed(KeyChange change, SignedIn who, Step step, Approval second) {
    try {
      Optional<KeyRecord> done =
          transaction.execute(
              status ->
                  step.work().get().map(key -> logged(key, step.action(), change, who, second)));
      return done == null || done.isEmpty()
          ? Outcome.refused(TicketingProblem.CODE_KEY_NOT_FOUND)
          : Outcome.done(done.get());
    } catch (MasterKeyAway away) {
      return Outcome.refused(refusal(away.state()));
    }
  }

  /** Tells the log and the gates. */
  private KeyRecord logged(
      KeyRecord key, String action, KeyChange change, SignedIn who, Approval second) {
    audit.record(
        AuditEntry.done(who.actor(), action, AuditSubject.of("code-key", key.id().epoch()))
            .after(
                Map.of(
                    "reason", change.reason(),
                    "number", key.id().number(),
                    "suite", key.suite().name(),
                    "approver", second.approverId())));
    publisher.publishEvent(new CodeKeysChanged(key.id().epoch()));
    return key;
  }

  private static Refusal refusal(MasterState state) {
    return Refusal.of(TicketingProblem.of(state));
  }
}
