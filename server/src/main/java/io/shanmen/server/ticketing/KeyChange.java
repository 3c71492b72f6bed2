package io.shanmen.server.ticketing;

import io.shanmen.kernel.ticketcode.Suite;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a change of keys, by two people at one keyboard.
 *
 * @param secret the caller's PIN or password
 * @param approver another person's sign-in name
 * @param approverSecret that person's PIN or password
 * @param reason why, for the log
 * @param suite the algorithms of the new key; without it those of the present one
 */
public record KeyChange(
    @NotBlank @Size(max = 200) String secret,
    @NotBlank @Size(max = 64) String approver,
    @NotBlank @Size(max = 200) String approverSecret,
    @NotBlank @Size(max = 200) String reason,
    @Nullable Suite suite) {

  /** Never shows a secret in a log. */
  @Override
  public String toString() {
    return "KeyChange[reason=" + reason + ", suite=" + suite + "]";
  }
}
