package io.shanmen.kernel.ticketcode;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The bytes of a key. It never shows them in a log, compares in constant time, and as an unchanging
 * object it may be the key of a cache of parsed keys.
 */
public final class KeyMaterial {

  private final byte[] bytes;

  private KeyMaterial(byte[] bytes) {
    this.bytes = bytes;
  }

  public static KeyMaterial of(byte[] bytes) {
    return new KeyMaterial(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyMaterial that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "KeyMaterial[" + bytes.length + " bytes]";
  }
}
