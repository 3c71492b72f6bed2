package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys of ticket codes: seen, renewed, revoked. Secrets never come this way. */
@RestController
@RequestMapping("/api/ticketing/keys")
class CodeKeyController {

  /** What everybody who may look may know of a key. */
  record CodeKey(
      int epoch, int number, String suite, String state, Instant notBefore, Instant notAfter) {}

  /**
   * Asks for a change of keys, with a fresh proof of who asks.
   *
   * @param secret the caller's PIN or password
   * @param reason why, for the log
   */
  record KeyChange(
      @NotBlank @Size(max = 200) String secret, @NotBlank @Size(max = 200) String reason) {}

  @GetMapping
  @Permit("ticketing.keys")
  List<CodeKey> codeKeys() {
    throw new UnsupportedOperationException("follows");
  }

  /** Makes the next epoch; codes of the present one stay good. */
  @PostMapping("/renew")
  @Permit("ticketing.keys")
  Outcome<CodeKey> renewCodeKey(@Valid @RequestBody KeyChange change, SignedIn who) {
    throw new UnsupportedOperationException("follows");
  }

  /** Revokes a key: every code under it is refused from then on. */
  @PostMapping("/{epoch}/revoke")
  @Permit("ticketing.keys")
  Outcome<CodeKey> revokeCodeKey(
      @PathVariable int epoch, @Valid @RequestBody KeyChange change, SignedIn who) {
    throw new UnsupportedOperationException("follows");
  }
}
