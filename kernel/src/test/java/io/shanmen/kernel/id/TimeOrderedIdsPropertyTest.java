package io.shanmen.kernel.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TimeOrderedIdsPropertyTest {

  @Property
  void laterIdsSortAfterEarlierOnesWhateverTheirRandomBits(
      @ForAll @LongRange(min = 0, max = (1L << 48) - 2) long millis,
      @ForAll long a,
      @ForAll long b,
      @ForAll long c,
      @ForAll long d) {
    UUID earlier = TimeOrderedIds.of(millis, a, b);
    UUID later = TimeOrderedIds.of(millis + 1, c, d);
    assertThat(earlier.toString()).isLessThan(later.toString());
    assertThat(earlier.version()).isEqualTo(7);
    assertThat(earlier.variant()).isEqualTo(2);
    assertThat(TimeOrderedIds.epochMillis(earlier)).isEqualTo(millis);
  }
}
