package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

  @ParameterizedTest
  @CsvSource({
    "ACTIVE,  2025-12-31T23:59:59.999Z, false",
    "ACTIVE,  2026-01-01T00:00:00Z,     true",
    "ACTIVE,  2027-12-31T23:59:59.999Z, true",
    "ACTIVE,  2028-01-01T00:00:00Z,     false",
    "RETIRED, 2026-06-01T00:00:00Z,     false",
    "REVOKED, 2026-06-01T00:00:00Z,     false",
  })
  void aKeyWritesWhileItIsActiveAndInItsTime(KeyState state, Instant now, boolean writes) {
    assertThat(TestKeys.ACTIVE.record().withState(state).writesAt(now)).isEqualTo(writes);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, true",
    "65535, 99, 65535, true",
    "-1, 0, 0, false",
    "65536, 0, 0, false",
    "0, -1, 0, false",
    "0, 100, 0, false",
    "0, 0, -1, false",
    "0, 0, 65536, false",
  })
  void aKeysNameFitsItsPlaceInTheHeader(int park, int number, int epoch, boolean fits) {
    if (fits) {
      assertThat(new KeyId(park, number, epoch).epoch()).isEqualTo(epoch);
    } else {
      assertThatThrownBy(() -> new KeyId(park, number, epoch))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aKeyThatEndsBeforeItBeginsIsABug() {
    KeyRecord key = TestKeys.ACTIVE.record();
    assertThatThrownBy(
            () ->
                new KeyRecord(key.id(), key.suite(), key.notBefore(), key.notBefore(), key.state()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoKeysOfOneNumberAreABug() {
    List<ReadingKey> keys = List.of(TestKeys.ACTIVE.reading(), TestKeys.key(7, 4, 0x50).reading());
    assertThatThrownBy(() -> new KeyRing(keys)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keyMaterialShowsNothingOfItself() {
    assertThat(TestKeys.ACTIVE.toString())
        .contains("KeyMaterial[32 bytes]")
        .doesNotContain("1010", "16, 16", "5c9c");
  }

  @Test
  void keyMaterialNeverChanges() {
    byte[] bytes = {1, 2, 3};
    KeyMaterial key = KeyMaterial.of(bytes);
    bytes[0] = 9;
    key.bytes()[1] = 9;
    assertThat(key.bytes()).containsExactly(1, 2, 3);
  }

  @Test
  void keyMaterialIsEqualByItsBytes() {
    KeyMaterial key = KeyMaterial.of(new byte[] {1, 2});
    assertThat(key)
        .isEqualTo(KeyMaterial.of(new byte[] {1, 2}))
        .hasSameHashCodeAs(KeyMaterial.of(new byte[] {1, 2}))
        .isNotEqualTo(KeyMaterial.of(new byte[] {1, 3}))
        .isNotEqualTo("KeyMaterial[2 bytes]");
  }
}
