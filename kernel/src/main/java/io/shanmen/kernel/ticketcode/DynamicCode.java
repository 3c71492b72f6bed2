package io.shanmen.kernel.ticketcode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/**
 * The changing part of a code on a phone (docs/protocols/ticket-code.md, section 7): a time-based
 * one-time value as RFC 6238 has it, under a secret of this ticket alone. A picture of the screen
 * is worthless a minute later.
 */
public final class DynamicCode {

  /** A proof is good for one step. */
  public static final Duration STEP = Duration.ofSeconds(30);

  /** A proof of so many steps before or after is good too: clocks differ, and people are slow. */
  public static final int TOLERANCE_STEPS = 1;

  /** Length of a proof in a code. */
  public static final int PROOF_BYTES = 4;

  private static final String SECRET_LABEL = "shanmen-phone-code:";
  private static final int OFFSET_MASK = 0x0F;
  private static final int SIGN_MASK = 0x7FFFFFFF;

  private DynamicCode() {}

  /**
   * The secret of a ticket's print, 32 bytes: what its phone gets. Whoever holds the line key can
   * make it anew, so that a gate needs to know no ticket.
   */
  public static KeyMaterial secret(Cryptography cryptography, ReadingKey key, TicketRef ticket) {
    String message = SECRET_LABEL + ticket.number() + ":" + ticket.version();
    return KeyMaterial.of(
        cryptography.mac(key.line(), message.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Which step a moment belongs to: whole half minutes since 1970. */
  public static long step(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), STEP.toSeconds());
  }

  /** The proof of a step: the truncated value of RFC 4226, section 5.3, as four bytes. */
  public static byte[] proof(Cryptography cryptography, KeyMaterial secret, long step) {
    byte[] mac = cryptography.mac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = mac[mac.length - 1] & OFFSET_MASK;
    int value = ByteBuffer.wrap(mac).getInt(offset) & SIGN_MASK;
    return ByteBuffer.allocate(PROOF_BYTES).putInt(value).array();
  }

  /** Whether a proof is good now. */
  static boolean isGood(Cryptography cryptography, KeyMaterial secret, byte[] proof, Instant now) {
    boolean good = false;
    for (int off = -TOLERANCE_STEPS; off <= TOLERANCE_STEPS; off++) {
      good |= MessageDigest.isEqual(proof, proof(cryptography, secret, step(now) + off));
    }
    return good;
  }

  /** The text of a QR code at a moment: what a phone does each half minute. */
  public static String text(Cryptography cryptography, Phone phone, Instant now) {
    byte[] proof = proof(cryptography, phone.secret(), step(now));
    byte[] signed = phone.signed();
    return Base45.encode(
        ByteBuffer.allocate(signed.length + proof.length).put(signed).put(proof).array());
  }

  /**
   * What a phone holds of its ticket.
   *
   * @param signed the bytes that stay: everything but the proof
   * @param secret makes the proofs
   */
  public record Phone(byte[] signed, KeyMaterial secret) {

    public Phone {
      signed = signed.clone();
    }

    @Override
    public byte[] signed() {
      return signed.clone();
    }
  }
}
