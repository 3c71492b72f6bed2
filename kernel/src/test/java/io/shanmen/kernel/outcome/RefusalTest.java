package io.shanmen.kernel.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {

  private enum Problem implements ProblemCode {
    NO_SEAT;

    @Override
    public int status() {
      return 409;
    }

    @Override
    public String zh() {
      return "没有{what}了";
    }

    @Override
    public String en() {
      return "No {what} is left";
    }
  }

  @Test
  void aFactIsNamedInBothSentences() {
    Refusal refusal = Refusal.of(Problem.NO_SEAT, "what", 12);
    assertThat(refusal.zh()).isEqualTo("没有12了");
    assertThat(refusal.en()).isEqualTo("No 12 is left");
  }

  @Test
  void aFactWithWordsOfItsOwnIsSaidInEachLanguage() {
    Refusal refusal = Refusal.of(Problem.NO_SEAT, "what", new InBothLanguages("座位", "seat"));
    assertThat(refusal.zh()).isEqualTo("没有座位了");
    assertThat(refusal.en()).isEqualTo("No seat is left");
  }
}
