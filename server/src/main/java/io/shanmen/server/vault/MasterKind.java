package io.shanmen.server.vault;

/** Where a master key lives. Stands beside each secret, to know which key unwraps it. */
public enum MasterKind {
  /** A keystore file in the data folder. */
  KEYSTORE,
  /** A PKCS#11 token: a dongle (加密狗) or HSM. */
  TOKEN
}
