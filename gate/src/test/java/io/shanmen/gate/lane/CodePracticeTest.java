package io.shanmen.gate.lane;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.shanmen.ciphers.Ciphers;
import org.junit.jupiter.api.Test;

class CodePracticeTest {

  /** It stops at the first code that it cannot read, so that it practises what it should. */
  @Test
  void codesOfEverySuiteAreReadToTheEnd() {
    assertThatCode(() -> CodePractice.readAll(Ciphers.suites())).doesNotThrowAnyException();
  }
}
