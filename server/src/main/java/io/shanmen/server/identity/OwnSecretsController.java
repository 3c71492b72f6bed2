package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where operators change their own password and PIN. */
@RestController
@RequestMapping("/api/session")
class OwnSecretsController {

  private final OwnSecrets secrets;

  OwnSecretsController(OwnSecrets secrets) {
    this.secrets = secrets;
  }

  record ChangePassword(
      @NotNull @Size(max = 128) String oldPassword, @NotNull @Size(max = 128) String newPassword) {}

  record SetPin(@NotNull @Size(max = 128) String password, @NotNull @Size(max = 6) String pin) {}

  /** Whose secret was changed. */
  record Changed(UUID operatorId) {}

  @PostMapping("/password")
  @OpenToSignedIn(beforePasswordChange = true)
  Outcome<Changed> changeOwnPassword(SignedIn signedIn, @Valid @RequestBody ChangePassword change) {
    return secrets
        .changePassword(signedIn, change.oldPassword(), change.newPassword())
        .map(done -> new Changed(done.operatorId()));
  }

  @PostMapping("/pin")
  @OpenToSignedIn
  Outcome<Changed> setOwnPin(SignedIn signedIn, @Valid @RequestBody SetPin set) {
    return secrets
        .setPin(signedIn, set.password(), set.pin())
        .map(done -> new Changed(done.operatorId()));
  }
}
