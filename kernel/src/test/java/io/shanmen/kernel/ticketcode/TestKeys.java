package io.shanmen.kernel.ticketcode;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The keys of a park that exists only in tests. Never use them anywhere else. */
public final class TestKeys {

  public static final int PARK = 0x4D53;
  public static final Instant NOT_BEFORE = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant NOT_AFTER = Instant.parse("2028-01-01T00:00:00Z");
  public static final Cryptography CRYPTOGRAPHY = new BouncyCastleCryptography();

  /** Both suites. */
  public static final Suites SUITES = Suites.of(CRYPTOGRAPHY, new NationalTestCryptography());

  /** The key that writes. */
  public static final IssuingKey ACTIVE = key(7, 3, 0x10);

  /** An older key that still reads. */
  public static final IssuingKey RETIRED = key(6, 2, 0x20);

  /** A key that was stolen. */
  public static final IssuingKey REVOKED = key(5, 1, 0x30);

  /** A key of the national suite. */
  public static final IssuingKey NATIONAL = national(new KeyId(PARK, 9, 5), 0x40);

  private TestKeys() {}

  /** What a gate of the park holds. */
  public static KeyRing ring() {
    return new KeyRing(
        List.of(
            ACTIVE.reading(),
            RETIRED.reading().withState(KeyState.RETIRED),
            REVOKED.reading().withState(KeyState.REVOKED),
            NATIONAL.reading()));
  }

  /** An active key of the park, all of whose bytes follow from a seed. */
  public static IssuingKey key(int number, int epoch, int seed) {
    return key(new KeyId(PARK, number, epoch), seed);
  }

  public static IssuingKey key(KeyId id, int seed) {
    KeyMaterial sign = material(seed);
    ReadingKey reading =
        new ReadingKey(
            new KeyRecord(id, Suite.INTERNATIONAL, NOT_BEFORE, NOT_AFTER, KeyState.ACTIVE),
            material(seed + 1),
            BouncyCastleCryptography.publicKey(sign),
            material(seed + 2));
    return new IssuingKey(reading, sign);
  }

  /** A key of the national suite, all of whose bytes follow from a seed. */
  public static IssuingKey national(KeyId id, int seed) {
    KeyMaterial sign = material(seed);
    ReadingKey reading =
        new ReadingKey(
            new KeyRecord(id, Suite.NATIONAL, NOT_BEFORE, NOT_AFTER, KeyState.ACTIVE),
            material(seed + 1, Suite.NATIONAL.sealKeyBytes()),
            NationalTestCryptography.publicKey(sign),
            material(seed + 2));
    return new IssuingKey(reading, sign);
  }

  private static KeyMaterial material(int seed) {
    return material(seed, 32);
  }

  private static KeyMaterial material(int seed, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) seed);
    return KeyMaterial.of(bytes);
  }
}
