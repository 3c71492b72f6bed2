package io.shanmen.server.ticketing;

import java.time.Instant;

/**
 * What a phone needs to show a ticket's changing code (docs/protocols/ticket-code.md, section 7).
 *
 * @param suite 1 international, 2 national
 * @param signed the bytes that stay, in base64
 * @param secret makes the proofs, in base64; of this print of this ticket alone
 * @param stepSeconds how long a proof is shown
 * @param serverAt the server's time, by which the phone corrects its own
 */
public record PhoneCode(
    long ticketNo,
    int codeVersion,
    int suite,
    String signed,
    String secret,
    int stepSeconds,
    Instant serverAt) {

  /** Never shows the secret in a log. */
  @Override
  public String toString() {
    return "PhoneCode[ticketNo=" + ticketNo + ", codeVersion=" + codeVersion + "]";
  }
}
