package io.shanmen.server.terminal;

/** What a proof is for: one made for one purpose is worth nothing for another. */
enum Purpose {
  SIGN_IN("sign-in"),
  RENEW("renew"),
  DEVICE("device");

  private final String word;

  Purpose(String word) {
    this.word = word;
  }

  /** The word as it stands in the signed text. */
  String word() {
    return word;
  }
}
