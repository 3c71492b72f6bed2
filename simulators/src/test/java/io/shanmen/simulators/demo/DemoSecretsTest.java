package io.shanmen.simulators.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DemoSecretsTest {

  /** Gives these numbers, and zeros after them. */
  private static RandomGenerator giving(Integer... numbers) {
    Iterator<Integer> next = List.of(numbers).iterator();
    return new RandomGenerator() {
      @Override
      public int nextInt(int bound) {
        return next.hasNext() ? next.next() : 0;
      }

      @Override
      public long nextLong() {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Test
  void aPasswordIsFourSyllablesAndFourDigits() {
    assertThat(DemoSecrets.make(giving(6, 3))).isEqualTo("koba-0000-baba");
  }

  /** The server refuses a password with the name of whoever chooses it. */
  @Test
  void noPasswordHoldsTheNameOfSomebodyOfTheStaff() {
    RandomGenerator gateFirst = giving(3, 0, 12, 1, 7, 0, 4, 0, 4);
    assertThat(DemoSecrets.make(gateFirst)).isEqualTo("baba-0000-baba");
    RandomGenerator gateLast = giving(0, 4, 0, 4, 7, 3, 0, 12, 1);
    assertThat(DemoSecrets.make(gateLast)).doesNotContain("gate");
  }
}
