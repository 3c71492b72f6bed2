package io.shanmen.kernel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

  @ParameterizedTest
  @EnumSource
  void theDisplayHasRoomForTheText(Reason reason) {
    assertThat(reason.display().codePointCount(0, reason.display().length()))
        .isBetween(1, Reason.DISPLAY_LIMIT_CHARACTERS);
    assertThat(reason.display()).matches("\\p{IsHan}+");
  }

  @ParameterizedTest
  @EnumSource
  void staffSeeTwoDigits(Reason reason) {
    assertThat(reason.number()).isBetween(10, 99);
  }

  @ParameterizedTest
  @EnumSource
  void sentencesEndAsSentencesDo(Reason reason) {
    assertThat(reason.zh()).endsWith("。");
    assertThat(reason.en()).endsWith(".");
  }

  @Test
  void numbersAndTextsAreDifferentAndRiseWithTheSteps() {
    List<Reason> reasons = Arrays.asList(Reason.values());
    assertThat(reasons).extracting(Reason::number).doesNotHaveDuplicates().isSorted();
    assertThat(reasons).extracting(Reason::step).isSorted();
    assertThat(reasons).extracting(Reason::display).doesNotHaveDuplicates();
  }
}
