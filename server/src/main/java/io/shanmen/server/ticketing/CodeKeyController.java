package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.Approvals;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.keys.CodeKeys;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys of ticket codes: seen, renewed, revoked. Secrets never come this way. */
@RestController
@RequestMapping("/api/ticketing/keys")
class CodeKeyController {

  /** What everybody who may look may know of a key. */
  record CodeKey(
      int epoch, int number, String suite, String state, Instant notBefore, Instant notAfter) {}

  /**
   * Asks for a change of keys, with a fresh proof of who asks.
   *
   * @param secret the caller's PIN or password
   * @param reason why, for the log
   */
  record KeyChange(
      @NotBlank @Size(max = 200) String secret, @NotBlank @Size(max = 200) String reason) {}

  private final CodeKeys keys;
  private final Approvals approvals;
  private final Audit audit;
  private final ApplicationEventPublisher publisher;
  private final TransactionTemplate transaction;

  CodeKeyController(
      CodeKeys keys,
      Approvals approvals,
      Audit audit,
      ApplicationEventPublisher publisher,
      PlatformTransactionManager transactions) {
    this.keys = keys;
    this.approvals = approvals;
    this.audit = audit;
    this.publisher = publisher;
    this.transaction = new TransactionTemplate(transactions);
  }

  @GetMapping
  @Permit("ticketing.keys")
  List<CodeKey> codeKeys() {
    return keys.readingKeys().stream()
        .map(ReadingKey::record)
        .map(CodeKeyController::shown)
        .toList();
  }

  /** Makes the next epoch; codes of the present one stay good. */
  @PostMapping("/renew")
  @Permit("ticketing.keys")
  Outcome<CodeKey> renewCodeKey(@Valid @RequestBody KeyChange change, SignedIn who) {
    return approvals
        .verifySecondFactor(who, change.secret())
        .map(proved -> changed(keys.renew(), "ticketing.code_key_renewed", change, who));
  }

  /** Revokes a key: every code under it is refused from then on. */
  @PostMapping("/{epoch}/revoke")
  @Permit("ticketing.keys")
  Outcome<CodeKey> revokeCodeKey(
      @PathVariable int epoch, @Valid @RequestBody KeyChange change, SignedIn who) {
    return approvals
        .verifySecondFactor(who, change.secret())
        .then(
            proved ->
                keys.revoke(epoch)
                    .map(
                        key ->
                            Outcome.done(changed(key, "ticketing.code_key_revoked", change, who)))
                    .orElseGet(() -> Outcome.refused(TicketingProblem.CODE_KEY_NOT_FOUND)));
  }

  /** Tells the log and the gates. */
  private CodeKey changed(KeyRecord key, String action, KeyChange change, SignedIn who) {
    transaction.executeWithoutResult(
        status -> {
          audit.record(
              AuditEntry.done(who.actor(), action, AuditSubject.of("code-key", key.id().epoch()))
                  .after(Map.of("reason", change.reason(), "number", key.id().number())));
          publisher.publishEvent(new CodeKeysChanged(key.id().epoch()));
        });
    return shown(key);
  }

  private static CodeKey shown(KeyRecord key) {
    return new CodeKey(
        key.id().epoch(),
        key.id().number(),
        key.suite().name(),
        key.state().name(),
        key.notBefore(),
        key.notAfter());
  }
}
