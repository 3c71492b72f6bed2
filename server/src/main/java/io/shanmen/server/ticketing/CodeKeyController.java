package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.server.identity.OpenToSignedIn;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.keys.CodeKeys;
import io.shanmen.server.vault.MasterState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
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
   * Whether tickets can be issued now, for every window to show.
   *
   * @param state how the master key is
   */
  record Issuing(boolean possible, String state, String zh, String en) {}

  /**
   * Whether there is a backup of the keys; the rest is missing where there is none.
   *
   * @param parts how many people have a part
   * @param needed how many parts open it
   */
  record KeyBackupState(
      boolean made,
      @Nullable String backupId,
      @Nullable Integer parts,
      @Nullable Integer needed,
      @Nullable Instant madeAt) {}

  /**
   * A fresh backup. Its parts are shown this once and are stored nowhere.
   *
   * @param parts one for each person
   */
  record FreshKeyBackup(String backupId, int needed, List<String> parts) {

    /** Never shows a part in a log. */
    @Override
    public String toString() {
      return "FreshKeyBackup[" + backupId + "]";
    }
  }

  /**
   * Asks for the keys of the backup, by two people at one keyboard.
   *
   * @param parts the parts as they are written down
   */
  record KeyRestoration(
      @NotNull @Valid KeyChange change,
      @NotEmpty @Size(max = 255) List<@NotBlank @Size(max = 200) String> parts) {

    /** Never shows a part in a log. */
    @Override
    public String toString() {
      return "KeyRestoration[]";
    }
  }

  private final CodeKeys keys;
  private final KeyCeremony ceremony;
  private final KeyBackup backup;

  CodeKeyController(CodeKeys keys, KeyCeremony ceremony, KeyBackup backup) {
    this.keys = keys;
    this.ceremony = ceremony;
    this.backup = backup;
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

  @GetMapping("/keys/backup")
  @Permit("ticketing.keys")
  KeyBackupState keyBackup() {
    return backup
        .present()
        .map(
            facts ->
                new KeyBackupState(
                    true, facts.number(), facts.parts(), facts.needed(), facts.madeAt()))
        .orElseGet(() -> new KeyBackupState(false, null, null, null, null));
  }

  /** Makes a backup of every key; the parts of the former one are worthless from then on. */
  @PostMapping("/keys/backups")
  @Permit("ticketing.keys")
  Outcome<FreshKeyBackup> backUpKeys(@Valid @RequestBody KeyChange change, SignedIn who) {
    return backup
        .make(change, who)
        .map(
            made -> new FreshKeyBackup(made.facts().number(), made.facts().needed(), made.parts()));
  }

  /** Brings every key of a lost token out of the backup and under the present master key. */
  @PostMapping("/keys/restorations")
  @Permit("ticketing.keys")
  Outcome<CodeKey> restoreKeys(@Valid @RequestBody KeyRestoration restoration, SignedIn who) {
    return backup
        .restore(restoration.parts(), restoration.change(), who)
        .map(CodeKeyController::shown);
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
