package io.shanmen.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BuildTest {
  @Test
  void theBuildHasWrittenItsVersionAndItsTime() {
    Build build = Build.ofThisProgram();
    assertThat(build.version()).matches("\\d+\\.\\d+.*");
    assertThat(build.builtAt()).isBefore(Instant.now().plusSeconds(60));
    assertThat(build.builtAt()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
  }
}
