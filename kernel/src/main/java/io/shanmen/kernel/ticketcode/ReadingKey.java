package io.shanmen.kernel.ticketcode;

import java.util.Objects;

/**
 * What a gate holds of a key: it can read codes and mint none.
 *
 * @param record what everybody may know of it
 * @param seal opens the claims (AEAD, {@link Suite#sealKeyBytes})
 * @param verify checks the signature (public key, {@link Suite#verifyKeyBytes})
 * @param line checks and uncovers bar codes (MAC, 32 bytes)
 */
public record ReadingKey(KeyRecord record, KeyMaterial seal, KeyMaterial verify, KeyMaterial line) {

  public ReadingKey {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(seal, "seal");
    Objects.requireNonNull(verify, "verify");
    Objects.requireNonNull(line, "line");
  }

  public ReadingKey withState(KeyState state) {
    return new ReadingKey(record.withState(state), seal, verify, line);
  }
}
