package io.shanmen.server.vault;

import io.shanmen.server.vault.TokenKeeper.Answer;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the PKCS#11 provider means. The provider's own exception is not open to
 * programs; its message is the name of the standard's return value (PKCS#11 v2.40, section 5.1).
 */
final class TokenTrouble {

  private static final Map<String, Answer> MEANING =
      Map.ofEntries(
          Map.entry("CKR_PIN_INCORRECT", Answer.PIN_WRONG),
          Map.entry("CKR_PIN_INVALID", Answer.PIN_WRONG),
          Map.entry("CKR_PIN_LEN_RANGE", Answer.PIN_WRONG),
          Map.entry("CKR_PIN_EXPIRED", Answer.PIN_WRONG),
          Map.entry("CKR_PIN_LOCKED", Answer.LOCKED),
          Map.entry("CKR_DEVICE_MEMORY", Answer.FULL),
          Map.entry("CKR_TOKEN_NOT_PRESENT", Answer.ABSENT),
          Map.entry("CKR_TOKEN_NOT_RECOGNIZED", Answer.ABSENT),
          Map.entry("CKR_DEVICE_REMOVED", Answer.ABSENT),
          Map.entry("CKR_SLOT_ID_INVALID", Answer.ABSENT),
          Map.entry("CKR_SESSION_HANDLE_INVALID", Answer.ABSENT),
          Map.entry("CKR_OBJECT_HANDLE_INVALID", Answer.ABSENT),
          Map.entry("CKR_KEY_HANDLE_INVALID", Answer.ABSENT),
          Map.entry("CKR_USER_PIN_NOT_INITIALIZED", Answer.ABSENT));

  private TokenTrouble() {}

  /** As {@link #of}; a key that is not there the moment it was made found no room. */
  static Answer ofMaking(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if ("CKR_OBJECT_HANDLE_INVALID".equals(cause.getMessage())) {
        // What SoftHSM2 says on a full disk, in place of CKR_DEVICE_MEMORY.
        return Answer.FULL;
      }
    }
    return of(failure);
  }

  static Answer of(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Answer meaning = MEANING.get(String.valueOf(cause.getMessage()));
      if (meaning != null) {
        return meaning;
      }
      if (cause instanceof NoSuchAlgorithmException) {
        // A slot without a token offers nothing, not even a keystore.
        return Answer.ABSENT;
      }
    }
    return Answer.FAILING;
  }
}
