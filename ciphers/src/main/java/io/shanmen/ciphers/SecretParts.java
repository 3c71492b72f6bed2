package io.shanmen.ciphers;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Splits a secret into parts of which so many, whichever they are, give it back, and fewer tell
 * nothing at all (Shamir, 1979): each byte is the value at 0 of a random polynomial over GF(256),
 * and part number x holds its values at x. The field is that of AES.
 */
public final class SecretParts {

  /** Each part needs a point of its own that is not 0. */
  public static final int PARTS_LIMIT = 255;

  /** What {@code x} times {@code x^7} is reduced by: x^8 + x^4 + x^3 + x + 1. */
  private static final int FIELD_POLYNOMIAL = 0x11b;

  private static final int FIELD_SIZE = 256;

  private SecretParts() {}

  /**
   * One part.
   *
   * @param number where the polynomials were evaluated: 1 to 255
   * @param bytes as many as the secret has
   */
  public record Part(int number, byte[] bytes) {
    public Part {
      if (number < 1 || number > PARTS_LIMIT) {
        throw new IllegalArgumentException("no part has the number " + number);
      }
      bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    /** Never shows the part in a log. */
    @Override
    public String toString() {
      return "Part[number=" + number + "]";
    }
  }

  /**
   * Splits.
   *
   * @param needed how many parts give the secret back: 2 to {@code parts}
   * @param parts how many are made: at most 255
   */
  public static List<Part> split(byte[] secret, int needed, int parts, SecureRandom random) {
    if (needed < 2 || needed > parts || parts > PARTS_LIMIT) {
      throw new IllegalArgumentException(needed + " of " + parts + " parts");
    }
    byte[][] values = new byte[parts][secret.length];
    for (int at = 0; at < secret.length; at++) {
      byte[] polynomial = new byte[needed];
      random.nextBytes(polynomial);
      polynomial[0] = secret[at];
      for (int part = 0; part < parts; part++) {
        values[part][at] = (byte) valueAt(part + 1, polynomial);
      }
    }
    List<Part> made = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      made.add(new Part(part + 1, values[part]));
    }
    return List.copyOf(made);
  }

  /**
   * The secret, if these are enough parts of one secret; otherwise random bytes, which the caller
   * must be able to tell from it.
   *
   * @throws IllegalArgumentException if they have not the same length, or one comes twice
   */
  public static byte[] join(List<Part> parts) {
    Set<Integer> numbers = new HashSet<>();
    int length = parts.getFirst().bytes.length;
    for (Part part : parts) {
      if (!numbers.add(part.number) || part.bytes.length != length) {
        throw new IllegalArgumentException("parts that do not go together");
      }
    }
    byte[] secret = new byte[length];
    for (Part part : parts) {
      int weight = weightAtZero(part.number, numbers);
      for (int at = 0; at < length; at++) {
        secret[at] ^= (byte) times(weight, part.bytes[at] & 0xff);
      }
    }
    return secret;
  }

  /** Lagrange's weight of one point for the value at 0; minus is plus in this field. */
  private static int weightAtZero(int point, Set<Integer> points) {
    int weight = 1;
    for (int other : points) {
      if (other != point) {
        weight = times(weight, times(other, inverse(other ^ point)));
      }
    }
    return weight;
  }

  private static int valueAt(int point, byte[] polynomial) {
    int value = 0;
    for (int power = polynomial.length - 1; power >= 0; power--) {
      value = times(value, point) ^ (polynomial[power] & 0xff);
    }
    return value;
  }

  static int times(int left, int right) {
    int product = 0;
    int shifted = left;
    for (int rest = right; rest != 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        product ^= shifted;
      }
      shifted <<= 1;
      if (shifted >= FIELD_SIZE) {
        shifted ^= FIELD_POLYNOMIAL;
      }
    }
    return product;
  }

  /** a^254, since a^255 is 1 for all but 0. */
  static int inverse(int value) {
    int power = 1;
    for (int times = 0; times < FIELD_SIZE - 2; times++) {
      power = times(power, value);
    }
    return power;
  }
}
