package io.shanmen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockOutTest {

  @Test
  void eachLockIsTwiceAsLongAsTheOneBeforeUpToAnHour() {
    assertThat(LockOut.lock(1)).isEqualTo(Duration.ofMinutes(5));
    assertThat(LockOut.lock(2)).isEqualTo(Duration.ofMinutes(10));
    assertThat(LockOut.lock(4)).isEqualTo(Duration.ofMinutes(40));
    assertThat(LockOut.lock(5)).isEqualTo(Duration.ofHours(1));
    assertThat(LockOut.lock(1_000)).isEqualTo(Duration.ofHours(1));
  }
}
