package io.shanmen.simulators.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LineNoiseTest {
  @Test
  void oneRateMeansAllFour() {
    assertThat(LineNoise.parse("1%")).isEqualTo(new LineNoise(0.01, 0.01, 0.01, 0.01));
  }

  @Test
  void ratesCanBeNamed() {
    assertThat(LineNoise.parse("split=5% drop=0.02")).isEqualTo(new LineNoise(0.05, 0, 0.02, 0));
  }

  @Test
  void offIsQuiet() {
    assertThat(LineNoise.parse("off")).isEqualTo(LineNoise.NONE);
  }

  @Test
  void moreThanEverythingIsRefused() {
    assertThatThrownBy(() -> LineNoise.parse("101%")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LineNoise.parse("hum=1%"))
        .hasMessageContaining("split, merge, drop or corrupt");
  }
}
