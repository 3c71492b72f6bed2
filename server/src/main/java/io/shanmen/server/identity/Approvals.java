package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import org.springframework.stereotype.Component;

/**
 * Approval by a second person (maker ≠ checker, R21): the approver proves presence with the PIN, or
 * with the password where no PIN is set, at the moment of approval.
 *
 * <p>Checking a PIN takes some 50 ms of one core on purpose: call it before the transaction that
 * acts on the approval, not within. Wrong PINs count towards the approver's lock-out; every
 * approval and every refusal is in the audit log. Refusals: {@code APPROVAL_BY_MAKER}, {@code
 * APPROVAL_NOT_PERMITTED}, {@code SECOND_FACTOR_WRONG}, {@code SIGN_IN_LOCKED}.
 */
@Component
public class Approvals {

  Approvals() {}

  /**
   * Approval by a person who is signed in, wherever that is.
   *
   * @param checker who approves
   * @param secret the checker's PIN or password
   */
  public Outcome<Approval> approve(SignedIn checker, ApprovalRequest request, String secret) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  /**
   * That the person who is signed in is still the one at the keyboard: for steps that need no
   * second person but a fresh proof.
   */
  public Outcome<SignedIn> verifySecondFactor(SignedIn signedIn, String secret) {
    throw new UnsupportedOperationException();
  }
}
