package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a password and a PIN must be like. Length counts most; tricks with signs are not asked. */
final class SecretRules {

  static final int PASSWORD_MIN_CHARS = 8;

  private static final Pattern PIN = Pattern.compile("\\d{6}");
  private static final Pattern ONE_CHARACTER = Pattern.compile("(.)\\1*");

  /** The few that everybody tries first. */
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "password1",
          "passw0rd",
          "12345678",
          "123456789",
          "1234567890",
          "87654321",
          "qwertyui",
          "qwerty123",
          "1qaz2wsx",
          "abcd1234",
          "a1234567",
          "aa123456",
          "abc12345",
          "admin123",
          "administrator",
          "iloveyou",
          "woaini1314",
          "5201314520",
          "shanmen123");

  private SecretRules() {}

  static Optional<Refusal> check(String password, String signInName) {
    String lower = password.toLowerCase(Locale.ROOT);
    boolean weak =
        password.codePointCount(0, password.length()) < PASSWORD_MIN_CHARS
            || COMMON.contains(lower)
            || ONE_CHARACTER.matcher(lower).matches()
            || lower.contains(signInName.toLowerCase(Locale.ROOT));
    return weak
        ? Optional.of(Refusal.of(IdentityProblem.PASSWORD_TOO_WEAK, "minimum", PASSWORD_MIN_CHARS))
        : Optional.empty();
  }

  static Optional<Refusal> checkPin(String pin) {
    boolean weak =
        !PIN.matcher(pin).matches()
            || ONE_CHARACTER.matcher(pin).matches()
            || "01234567890".contains(pin)
            || "09876543210".contains(pin);
    return weak ? Optional.of(Refusal.of(IdentityProblem.PIN_TOO_WEAK)) : Optional.empty();
  }
}
