package io.shanmen.server.vault;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token's master key with the key backup beside it: what is wrapped is sealed for the backup as
 * well, and while people have opened the backup, what the token does not open comes from there.
 */
final class RecoverableMasterKey implements MasterKey {

  private final @Nullable TokenMasterKey token;
  private final Recovery recovery;

  /**
   * Puts them side by side.
   *
   * @param token nothing if none is configured (any more)
   */
  RecoverableMasterKey(@Nullable TokenMasterKey token, Recovery recovery) {
    this.token = token;
    this.recovery = recovery;
  }

  @Override
  public MasterState state() {
    return token == null ? MasterState.ABSENT : token.state();
  }

  @Override
  public byte[] wrap(byte[] secret, String purpose) {
    byte[] wrapped = there().wrap(secret, purpose);
    recovery.seal(secret, purpose);
    return wrapped;
  }

  @Override
  public byte[] unwrap(byte[] wrapped, String purpose) {
    Optional<byte[]> recovered = recovery.opened(purpose);
    return recovered.isPresent() ? recovered.get() : there().unwrap(wrapped, purpose);
  }

  private TokenMasterKey there() {
    if (token == null) {
      throw new MasterKeyAway(MasterState.ABSENT);
    }
    return token;
  }
}
