package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.identity.Accounts.Account;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Approval by a second person (maker ≠ checker, R21): the approver proves presence with the PIN, or
 * with the password, at the moment of approval.
 *
 * <p>Checking a PIN takes some 50 ms of one core on purpose: call it before the transaction that
 * acts on the approval, not within. Wrong PINs count towards the approver's lock-out; every
 * approval and every refusal is in the audit log. Refusals: {@code APPROVAL_BY_MAKER}, {@code
 * APPROVAL_NOT_PERMITTED}, {@code SECOND_FACTOR_WRONG}, {@code SIGN_IN_LOCKED}, {@code
 * SIGN_IN_BUSY}.
 */
@Component
public class Approvals {

  private static final String APPROVED = "identity.approved";

  private final SecretCheck check;
  private final Accounts accounts;
  private final PermissionCatalogue permissions;
  private final Audit audit;
  private final InstantSource clock;

  Approvals(
      SecretCheck check,
      Accounts accounts,
      PermissionCatalogue permissions,
      Audit audit,
      InstantSource clock) {
    this.check = check;
    this.accounts = accounts;
    this.permissions = permissions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Approval by a person who is signed in, wherever that is.
   *
   * @param checker who approves
   * @param secret the checker's PIN or password
   */
  public Outcome<Approval> approve(SignedIn checker, ApprovalRequest request, String secret) {
    return accounts
        .byId(checker.operatorId())
        .map(account -> decide(account.signInIndex(), checker, request, secret))
        .orElseGet(() -> Outcome.refused(IdentityProblem.SECOND_FACTOR_WRONG));
  }

  /**
   * Approval by a person who steps up to the maker's terminal while the maker stays signed in.
   *
   * @param maker who is signed in at the terminal
   * @param approverSignInName the approver's sign-in name
   * @param secret the approver's PIN or password
   */
  public Outcome<Approval> approveHere(
      SignedIn maker, String approverSignInName, String secret, ApprovalRequest request) {
    return decide(check.typed(approverSignInName), maker, request, secret);
  }

  /**
   * That the person who is signed in is still the one at the keyboard: for steps that need no
   * second person but a fresh proof.
   */
  public Outcome<SignedIn> verifySecondFactor(SignedIn signedIn, String secret) {
    return accounts
        .byId(signedIn.operatorId())
        .map(
            account ->
                check
                    .pinOrPassword(account.signInIndex(), secret, attempt(signedIn))
                    .map(proven -> signedIn))
        .orElseGet(() -> Outcome.refused(IdentityProblem.SECOND_FACTOR_WRONG));
  }

  private Outcome<Approval> decide(
      SignInIndex approver, SignedIn atKeyboard, ApprovalRequest request, String secret) {
    return check
        .pinOrPassword(approver, secret, attempt(atKeyboard))
        .then(account -> decide(account, atKeyboard.terminalId(), request));
  }

  private Outcome<Approval> decide(Account approver, UUID terminalId, ApprovalRequest request) {
    return switch (permitted(approver, request)) {
      case Outcome.Done<Account> done -> Outcome.done(approved(approver, terminalId, request));
      case Outcome.Refused<Account>(Refusal refusal) -> {
        audit.record(
            AuditEntry.refused(
                actor(approver, terminalId), APPROVED, request.subject(), refusal.code().name()));
        yield Outcome.refused(refusal);
      }
    };
  }

  private Outcome<Account> permitted(Account approver, ApprovalRequest request) {
    if (approver.operatorId().equals(request.makerOperatorId())) {
      return Outcome.refused(IdentityProblem.APPROVAL_BY_MAKER);
    }
    if (!accounts.permissionsOf(approver.operatorId()).contains(request.permission())) {
      return Outcome.refused(
          permissions.lacking(IdentityProblem.APPROVAL_NOT_PERMITTED, request.permission()));
    }
    return Outcome.done(approver);
  }

  private Approval approved(Account approver, UUID terminalId, ApprovalRequest request) {
    boolean sameTerminal = terminalId.equals(request.makerTerminalId());
    audit.record(
        AuditEntry.done(actor(approver, terminalId), APPROVED, request.subject())
            .after(
                Map.of(
                    "permission", request.permission(),
                    "maker", request.makerOperatorId(),
                    "same_terminal", sameTerminal)));
    return new Approval(
        approver.operatorId(), approver.name(), terminalId, sameTerminal, clock.instant());
  }

  private static AuditActor actor(Account approver, UUID terminalId) {
    return AuditActor.operator(approver.operatorId(), terminalId);
  }

  private static SecretCheck.Attempt attempt(SignedIn atKeyboard) {
    return new SecretCheck.Attempt(
        atKeyboard.actor(),
        "identity.second_factor_checked",
        atKeyboard.terminalId(),
        IdentityProblem.SECOND_FACTOR_WRONG);
  }
}
