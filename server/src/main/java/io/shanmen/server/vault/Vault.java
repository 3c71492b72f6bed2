package io.shanmen.server.vault;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The master keys of this server. The keystore is always there: it wraps what the server must read
 * even while a token is away. The present master key, under which new secrets go, is the token
 * where one is configured.
 */
public final class Vault {

  private final KeystoreMasterKey keystore;
  private final @Nullable TokenMasterKey token;

  Vault(KeystoreMasterKey keystore, @Nullable TokenMasterKey token) {
    this.keystore = keystore;
    this.token = token;
  }

  /** Where new secrets' master key lives. */
  public MasterKind kind() {
    return token == null ? MasterKind.KEYSTORE : MasterKind.TOKEN;
  }

  /** The master key under which new secrets go. */
  public MasterKey master() {
    return token == null ? keystore : token;
  }

  /** Whether secrets may be used now that need the master key. */
  public MasterState state() {
    return master().state();
  }

  /** The key of the keystore, there even while a token is away. */
  public MasterKey host() {
    return keystore;
  }

  /**
   * The key that wrapped a secret.
   *
   * @throws MasterKeyAway if that is a token and none is configured any more
   */
  public MasterKey of(MasterKind kind) {
    return switch (kind) {
      case KEYSTORE -> keystore;
      case TOKEN -> Optional.ofNullable(token).orElseThrow(Vault::noToken);
    };
  }

  private static MasterKeyAway noToken() {
    return new MasterKeyAway(MasterState.ABSENT);
  }

  /** Looks again, also after a wrong PIN: somebody has put things right. */
  public MasterState tryAgain() {
    if (token != null) {
      token.tryAgain();
    }
    return state();
  }

  /** Makes the master key in an empty token, where it stays for ever. */
  public MasterState makeMasterKey() {
    if (token != null && token.state() == MasterState.EMPTY) {
      token.make();
    }
    return state();
  }
}
