package io.shanmen.server.vault;

import org.jspecify.annotations.Nullable;

/**
 * The master keys of this server. The keystore is always there: it wraps what the server must read
 * even while a token is away. The present master key, under which new secrets go, is the token
 * where one is configured.
 */
public final class Vault {

  private final KeystoreMasterKey keystore;
  private final @Nullable TokenMasterKey token;
  private final RecoverableMasterKey recoverable;
  private final Recovery recovery;

  Vault(KeystoreMasterKey keystore, @Nullable TokenMasterKey token, Recovery recovery) {
    this.keystore = keystore;
    this.token = token;
    this.recoverable = new RecoverableMasterKey(token, recovery);
    this.recovery = recovery;
  }

  /** Where new secrets' master key lives. */
  public MasterKind kind() {
    return token == null ? MasterKind.KEYSTORE : MasterKind.TOKEN;
  }

  /** The master key under which new secrets go. */
  public MasterKey master() {
    return token == null ? keystore : recoverable;
  }

  /** Whether secrets may be used now that need the master key. */
  public MasterState state() {
    return master().state();
  }

  /** The key of the keystore, there even while a token is away. */
  public MasterKey host() {
    return keystore;
  }

  /** The key that wrapped a secret. That of a token is away if none is configured any more. */
  public MasterKey of(MasterKind kind) {
    return switch (kind) {
      case KEYSTORE -> keystore;
      case TOKEN -> recoverable;
    };
  }

  /**
   * Makes a key backup in the place of the former, in the caller's transaction. The keystore's
   * master key is in it at once; what a token has wrapped comes in as it is wrapped anew, and
   * whatever is wrapped later comes in by itself.
   */
  public Recovery.Made beginBackup() {
    return recovery.begin(keystore.secret());
  }

  /** Asks a token whether it is still there. */
  void probe() {
    if (token != null) {
      token.probe();
    }
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
