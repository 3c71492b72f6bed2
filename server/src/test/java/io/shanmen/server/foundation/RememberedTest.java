package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

  @Test
  void aValueIsReadOnceUntilItIsForgotten() {
    AtomicInteger reads = new AtomicInteger();
    Remembered<Integer> value = new Remembered<>(reads::incrementAndGet);
    assertThat(value.get()).isEqualTo(1);
    assertThat(value.get()).isEqualTo(1);
    value.forget();
    assertThat(value.get()).isEqualTo(2);
  }

  @Test
  void whatWasReadBeforeItWasForgottenIsNotKept() {
    List<Remembered<String>> self = new ArrayList<>();
    AtomicInteger reads = new AtomicInteger();
    Remembered<String> value =
        new Remembered<>(
            () -> {
              if (reads.incrementAndGet() == 1) {
                // Somebody changes it while we still hold what we read.
                self.getFirst().forget();
                return "old";
              }
              return "new";
            });
    self.add(value);
    assertThat(value.get()).isEqualTo("old");
    assertThat(value.get()).isEqualTo("new");
  }
}
