package io.shanmen.server.vault;

import java.time.Instant;

/**
 * What everybody who may look may know of the key backup.
 *
 * @param backupId tells its parts from those of another
 * @param parts how many people have one
 * @param needed how many of them open it
 */
public record KeyBackupFacts(int backupId, int parts, int needed, Instant madeAt) {

  /** As it is shown to people. */
  public String number() {
    return number(backupId);
  }

  static String number(int backupId) {
    return "%08X".formatted(backupId);
  }
}
