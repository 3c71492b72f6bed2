package io.shanmen.kernel.ticketcode;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Claims as bytes: the plain text inside a QR code, also used wherever a ticket's claims are stored
 * or synced. The layout is in docs/protocols/ticket-code.md, section 4.
 */
public final class ClaimsCodec {

  /** The most bytes that claims may take. */
  public static final int LIMIT_BYTES = 47;

  private ClaimsCodec() {}

  /**
   * The bytes of claims, the same for equal claims.
   *
   * @throws IllegalArgumentException for a ticket whose first day lies before 2020 or after 2199
   */
  public static byte[] encode(Claims claims) {
    BitWriter out = new BitWriter();
    long number = claims.ticket().number();
    int numberBytes = Math.max(1, (64 - Long.numberOfLeadingZeros(number) + 7) / 8);
    out.put(numberBytes - 1, 3);
    out.put(number, numberBytes * 8);
    out.put(claims.ticket().version(), 8);
    out.put(claims.productNo(), 24);
    ValidityBits.put(out, claims.validity());
    EntitlementBits.put(out, claims.entitlement());
    putOptions(out, claims.options());
    return out.toBytes();
  }

  /** The claims, or nothing where the bytes are not exactly the encoding of some claims. */
  public static Optional<Claims> decode(byte[] bytes) {
    try {
      Claims claims = take(new BitReader(bytes));
      return Arrays.equals(encode(claims), bytes) ? Optional.of(claims) : Optional.empty();
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }

  private static Claims take(BitReader in) {
    int numberBytes = in.takeInt(3) + 1;
    long number = in.take(numberBytes * 8);
    TicketRef ticket = new TicketRef(number, in.takeInt(8));
    return new Claims(
        ticket, in.takeInt(24), ValidityBits.take(in), EntitlementBits.take(in), takeOptions(in));
  }

  private static void putOptions(BitWriter out, Set<CodeOption> options) {
    out.put(!options.isEmpty());
    if (!options.isEmpty()) {
      int mask = 0;
      for (CodeOption option : options) {
        mask |= 1 << option.ordinal();
      }
      out.put(mask, CodeOption.LIMIT);
    }
  }

  private static Set<CodeOption> takeOptions(BitReader in) {
    Set<CodeOption> options = EnumSet.noneOf(CodeOption.class);
    int mask = in.takeBit() ? in.takeInt(CodeOption.LIMIT) : 0;
    for (CodeOption option : CodeOption.values()) {
      if ((mask >>> option.ordinal() & 1) == 1) {
        options.add(option);
      }
    }
    // A flag that this version does not know is lost here; the comparison in decode then fails, and
    // rightly so: a flag restricts, and a reader that cannot obey it must not admit.
    return options;
  }
}
