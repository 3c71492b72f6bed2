package io.shanmen.server.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/**
 * The cookie of a session. Its prefix {@code __Host-} makes browsers insist on HTTPS, on this very
 * host and on the whole site; {@code SameSite=Strict} keeps it from other sites' requests.
 */
final class SessionCookie {

  static final String NAME = "__Host-shanmen";

  private SessionCookie() {}

  static ResponseCookie carrying(String token) {
    return base(token).build();
  }

  /** Takes the cookie away from the browser. */
  static ResponseCookie none() {
    return base("").maxAge(Duration.ZERO).build();
  }

  private static ResponseCookie.ResponseCookieBuilder base(String value) {
    return ResponseCookie.from(NAME, value)
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite("Strict");
  }

  /** The token that a request carries, if it looks like one. */
  static Optional<String> token(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(NAME) && cookie.getValue().length() == SessionToken.CHARS) {
        return Optional.of(cookie.getValue());
      }
    }
    return Optional.empty();
  }
}
