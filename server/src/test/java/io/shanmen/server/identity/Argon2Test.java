package io.shanmen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class Argon2Test {

  @Test
  void aHashFitsItsSecretOnly() {
    String hash = Argon2.hash("yunmen-shan-2026", new SecureRandom());
    assertThat(Argon2.matches("yunmen-shan-2026", hash)).isTrue();
    assertThat(Argon2.matches("yunmen-shan-2025", hash)).isFalse();
  }

  @Test
  void hashesOfTheSameSecretDiffer() {
    SecureRandom random = new SecureRandom();
    assertThat(Argon2.hash("same", random)).isNotEqualTo(Argon2.hash("same", random));
  }

  @Test
  void whatIsNoHashIsABug() {
    assertThatThrownBy(() -> Argon2.matches("x", "plain"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
