package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.server.identity.OpenToSignedIn;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.keys.CodeKeys;
import io.shanmen.server.vault.MasterState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys of ticket codes: seen by one, changed by two. Secrets never come this way. */
@RestController
@RequestMapping("/api/ticketing")
class CodeKeyController {

  /** What everybody who may look may know of a key. */
  record CodeKey(
      int epoch, int number, String suite, String state, Instant notBefore, Instant notAfter) {}

  /**
   * Asks for a change of keys, by two people at one keyboard.
   *
   * @param secret the caller's PIN or password
   * @param approver another person's sign-in name
   * @param approverSecret that person's PIN or password
   * @param reason why, for the log
   * @param suite the algorithms of the new key; without it those of the present one
   */
  record KeyChange(
      @NotBlank @Size(max = 200) String secret,
      @NotBlank @Size(max = 64) String approver,
      @NotBlank @Size(max = 200) String approverSecret,
      @NotBlank @Size(max = 200) String reason,
      @Nullable Suite suite) {}

  /**
   * Whether tickets can be issued now, for every window to show.
   *
   * @param state how the master key is
   */
  record Issuing(boolean possible, String state, String zh, String en) {}

  private final CodeKeys keys;
  private final KeyCeremony ceremony;

  CodeKeyController(CodeKeys keys, KeyCeremony ceremony) {
    this.keys = keys;
    this.ceremony = ceremony;
  }

  @GetMapping("/issuing")
  @OpenToSignedIn
  Issuing issuing() {
    MasterState state = keys.stoppedBy().orElse(MasterState.READY);
    return new Issuing(state == MasterState.READY, state.name(), state.zh(), state.en());
  }

  @GetMapping("/keys")
  @Permit("ticketing.keys")
  List<CodeKey> codeKeys() {
    return keys.readingKeys().stream()
        .map(ReadingKey::record)
        .map(CodeKeyController::shown)
        .toList();
  }

  /** Makes the next epoch; codes of the present one stay good. */
  @PostMapping("/keys/renew")
  @Permit("ticketing.keys")
  Outcome<CodeKey> renewCodeKey(@Valid @RequestBody KeyChange change, SignedIn who) {
    return ceremony.renew(change, who).map(CodeKeyController::shown);
  }

  /** Revokes a key: every code under it is refused from then on. */
  @PostMapping("/keys/{epoch}/revoke")
  @Permit("ticketing.keys")
  Outcome<CodeKey> revokeCodeKey(
      @PathVariable int epoch, @Valid @RequestBody KeyChange change, SignedIn who) {
    return ceremony.revoke(epoch, change, who).map(CodeKeyController::shown);
  }

  /**
   * Brings every signing key under the present master key, which an empty token makes now, and
   * begins a new epoch: nothing that a keystore ever held signs from then on.
   */
  @PostMapping("/keys/master/move")
  @Permit("ticketing.keys")
  Outcome<CodeKey> moveToMasterKey(@Valid @RequestBody KeyChange change, SignedIn who) {
    return ceremony.move(change, who).map(CodeKeyController::shown);
  }

  /** Looks for the token again, also after a wrong PIN that somebody has put right. */
  @PostMapping("/keys/master/try-again")
  @Permit("ticketing.keys")
  Issuing tryMasterKeyAgain(SignedIn who) {
    ceremony.tryAgain(who);
    return issuing();
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
