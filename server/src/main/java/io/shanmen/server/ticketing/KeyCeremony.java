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
import io.shanmen.server.ticketing.keys.CodeKeys;
import io.shanmen.server.ticketing.keys.KeyNumbersUsedUp;
import io.shanmen.server.vault.MasterKeyAway;
import io.shanmen.server.vault.MasterKeyWatch;
import io.shanmen.server.vault.MasterState;
import io.shanmen.server.vault.MovingToMasterKey;
import io.shanmen.server.vault.Vault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes keys by two people (maker ≠ checker, R21): both prove themselves, both may manage keys,
 * and the log has them both. What is done and that it was done are written in one transaction.
 */
@Component
public class KeyCeremony {

  /** What both people must be allowed to do. */
  public static final String PERMISSION = "ticketing.keys";

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
  public Outcome<KeyRecord> renew(KeyChange change, SignedIn who) {
    Suite suite = Optional.ofNullable(change.suite()).orElseGet(() -> keys.present().suite());
    return byTwo(
        change, who, Step.of("ticketing.code_key_renewed", () -> Optional.of(keys.renew(suite))));
  }

  /** Revokes an epoch; the present one is renewed first. */
  public Outcome<KeyRecord> revoke(int epoch, KeyChange change, SignedIn who) {
    return byTwo(change, who, Step.of("ticketing.code_key_revoked", () -> keys.revoke(epoch)));
  }

  /** Brings all signing keys under the present master key, and renews. */
  Outcome<KeyRecord> move(KeyChange change, SignedIn who) {
    return byTwoWithMaster(change, who, Step.of("ticketing.master_key_moved", this::moveAll));
  }

  /** Takes a step that both people agree to. */
  <T> Outcome<T> byTwo(KeyChange change, SignedIn who, Step<T> step) {
    return agreement(change, who).then(second -> changed(change, who, step, second));
  }

  /** As {@link #byTwo}, with a master key that is made now where the token has none. */
  <T> Outcome<T> byTwoWithMaster(KeyChange change, SignedIn who, Step<T> step) {
    return agreement(change, who)
        .then(
            second -> {
              vault.makeMasterKey();
              watch.look();
              return vault.state() == MasterState.READY
                  ? changed(change, who, step, second)
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

  /**
   * What two people do to the keys, in one transaction with its entry in the log.
   *
   * @param action how the log calls it
   * @param work gives nothing if there is no such key
   * @param key which key the log names
   * @param facts what else the log says
   */
  record Step<T>(
      String action,
      Supplier<Optional<T>> work,
      Function<T, KeyRecord> key,
      Function<T, Map<String, Object>> facts) {

    static Step<KeyRecord> of(String action, Supplier<Optional<KeyRecord>> work) {
      return new Step<>(action, work, key -> key, key -> Map.of());
    }
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

  private <T> Outcome<T> changed(KeyChange change, SignedIn who, Step<T> step, Approval second) {
    try {
      Optional<T> done =
          transaction.execute(
              status -> step.work().get().map(result -> logged(result, change, who, step, second)));
      return done == null || done.isEmpty()
          ? Outcome.refused(TicketingProblem.CODE_KEY_NOT_FOUND)
          : Outcome.done(done.get());
    } catch (MasterKeyAway away) {
      return Outcome.refused(refusal(away.state()));
    } catch (KeyNumbersUsedUp all) {
      return Outcome.refused(TicketingProblem.CODE_KEYS_USED_UP);
    }
  }

  /** Tells the log and the gates. */
  private <T> T logged(T result, KeyChange change, SignedIn who, Step<T> step, Approval second) {
    KeyRecord key = step.key().apply(result);
    Map<String, @Nullable Object> facts = new LinkedHashMap<>(step.facts().apply(result));
    facts.put("reason", change.reason());
    facts.put("number", key.id().number());
    facts.put("suite", key.suite().name());
    facts.put("approver", second.approverId());
    audit.record(
        AuditEntry.done(who.actor(), step.action(), AuditSubject.of("code-key", key.id().epoch()))
            .after(facts));
    publisher.publishEvent(new CodeKeysChanged(key.id().epoch()));
    return result;
  }

  private static Refusal refusal(MasterState state) {
    return Refusal.of(TicketingProblem.of(state));
  }
}
