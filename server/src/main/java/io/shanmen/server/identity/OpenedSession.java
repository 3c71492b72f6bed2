package io.shanmen.server.identity;

import java.time.Instant;
import org.springframework.http.ResponseCookie;

/**
 * A session just opened or renewed.
 *
 * @param token the secret that only the cookie carries
 * @param renewBefore when the terminal must have proved itself again
 * @param endsAt when the session ends however often it is renewed
 */
public record OpenedSession(String token, Instant renewBefore, Instant endsAt) {

  /** Its cookie; the browser forgets it when it is closed. */
  public ResponseCookie cookie() {
    return SessionCookie.carrying(token);
  }

  /** Never shows the token, for logs. */
  @Override
  public String toString() {
    return "OpenedSession[endsAt=" + endsAt + "]";
  }
}
