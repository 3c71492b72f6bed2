package io.shanmen.ciphers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.ciphers.SecretParts.Part;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretPartsTest {

  private static final int TRIES = 200;

  private final SecureRandom random = new SecureRandom();

  @Test
  void theFieldIsThatOfAes() {
    // FIPS 197, section 4.2: {57} times {83} is {c1}; {57} times {13} is {fe}.
    assertThat(SecretParts.times(0x57, 0x83)).isEqualTo(0xc1);
    assertThat(SecretParts.times(0x57, 0x13)).isEqualTo(0xfe);
    for (int value = 1; value < 256; value++) {
      assertThat(SecretParts.times(value, SecretParts.inverse(value))).isEqualTo(1);
    }
  }

  @Test
  void anySoManyPartsInAnyOrderGiveTheSecretBack() {
    Random choice = new Random(1);
    for (int turn = 0; turn < TRIES; turn++) {
      int parts = 2 + choice.nextInt(9);
      int needed = 2 + choice.nextInt(parts - 1);
      byte[] secret = secret(1 + choice.nextInt(40));
      List<Part> made = new ArrayList<>(SecretParts.split(secret, needed, parts, random));
      Collections.shuffle(made, choice);
      int brought = needed + choice.nextInt(parts - needed + 1);
      assertThat(SecretParts.join(made.subList(0, brought))).isEqualTo(secret);
    }
  }

  @Test
  void anAlteredPartGivesAnotherSecret() {
    byte[] secret = secret(32);
    List<Part> made = SecretParts.split(secret, 2, 3, random);
    byte[] altered = made.get(1).bytes();
    altered[7] ^= 1;
    assertThat(SecretParts.join(List.of(made.get(0), new Part(2, altered)))).isNotEqualTo(secret);
  }

  /** To whoever holds one part of two, every secret is still as possible as any other. */
  @Test
  void onePartOfTwoTellsNothing() {
    byte[] secret = {42};
    Part mine = SecretParts.split(secret, 2, 2, random).get(0);
    Set<Byte> possible = new HashSet<>();
    for (int other = 0; other < 256; other++) {
      possible.add(SecretParts.join(List.of(mine, new Part(2, new byte[] {(byte) other})))[0]);
    }
    assertThat(possible).hasSize(256);

    Set<Byte> shown = new HashSet<>();
    for (int turn = 0; turn < 20 * TRIES; turn++) {
      shown.add(SecretParts.split(secret, 2, 2, random).get(0).bytes()[0]);
    }
    assertThat(shown).hasSize(256);
  }

  @Test
  void partsThatDoNotGoTogetherAreRefused() {
    List<Part> made = SecretParts.split(secret(8), 2, 3, random);
    assertThatThrownBy(() -> SecretParts.join(List.of(made.get(0), made.get(0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SecretParts.join(List.of(made.get(0), new Part(2, new byte[7]))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SecretParts.split(new byte[1], 1, 3, random))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Part(0, new byte[1])).isInstanceOf(IllegalArgumentException.class);
  }

  private byte[] secret(int length) {
    byte[] secret = new byte[length];
    random.nextBytes(secret);
    return secret;
  }
}
