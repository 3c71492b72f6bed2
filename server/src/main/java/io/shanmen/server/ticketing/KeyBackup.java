package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.KeyCeremony.Step;
import io.shanmen.server.ticketing.keys.CodeKeys;
import io.shanmen.server.vault.KeyBackupFacts;
import io.shanmen.server.vault.MovingToMasterKey;
import io.shanmen.server.vault.Recovery;
import io.shanmen.server.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Backs keys up in parts that several people hold, and brings them back; always by two people. */
@Component
public class KeyBackup {

  private final KeyCeremony ceremony;
  private final CodeKeys keys;
  private final Vault vault;
  private final Recovery recovery;
  private final ApplicationEventPublisher publisher;

  KeyBackup(
      KeyCeremony ceremony,
      CodeKeys keys,
      Vault vault,
      Recovery recovery,
      ApplicationEventPublisher publisher) {
    this.ceremony = ceremony;
    this.keys = keys;
    this.vault = vault;
    this.recovery = recovery;
    this.publisher = publisher;
  }

  /** The present backup, if there is one. */
  public Optional<KeyBackupFacts> present() {
    return recovery.present();
  }

  /** Makes a backup; that of before opens no more. */
  public Outcome<Recovery.Made> make(KeyChange change, SignedIn who) {
    return ceremony.byTwo(
        change,
        who,
        new Step<>(
            "ticketing.keys_backed_up",
            () -> {
              Recovery.Made made = vault.beginBackup();
              wrapAgain();
              return Optional.of(made);
            },
            made -> keys.present(),
            made -> Map.of("backup", made.facts().number())));
  }

  /**
   * Brings every key that a lost token wrapped under the present master key, which an empty token
   * makes now.
   *
   * @param parts as they are written down, in any order
   */
  public Outcome<KeyRecord> restore(List<String> parts, KeyChange change, SignedIn who) {
    return recovery
        .open(parts)
        .then(
            opened ->
                ceremony.byTwoWithMaster(
                    change,
                    who,
                    new Step<>(
                        "ticketing.keys_restored",
                        () -> Optional.of(recovery.with(opened, this::wrapAgain)),
                        key -> key,
                        key -> Map.of("backup", opened.facts().number()))));
  }

  private KeyRecord wrapAgain() {
    publisher.publishEvent(new MovingToMasterKey());
    return keys.wrapAgain();
  }
}
