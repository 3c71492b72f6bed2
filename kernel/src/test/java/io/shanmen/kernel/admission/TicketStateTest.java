package io.shanmen.kernel.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TicketStateTest {

  @ParameterizedTest
  @CsvSource({
    "CREATED, PAID",
    "PAID, ISSUED",
    "ISSUED, ACTIVATED",
    "ISSUED, PARTIALLY_USED",
    "ISSUED, USED",
    "ACTIVATED, PARTIALLY_USED",
    "PARTIALLY_USED, USED",
    "ISSUED, LOCKED",
    "LOCKED, ISSUED",
    "LOCKED, PARTIALLY_USED",
    "LOCKED, REFUNDED",
    "LOST, ISSUED",
    "FROZEN, PARTIALLY_USED",
    "EXPIRED, LOCKED",
  })
  void aTicketMayGoOn(TicketState from, TicketState to) {
    assertThat(from.mayBecome(to)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void nothingFollowsARefund(TicketState any) {
    assertThat(TicketState.REFUNDED.mayBecome(any)).isFalse();
    assertThat(TicketState.VOID.mayBecome(any)).isFalse();
    assertThat(TicketState.REPLACED.mayBecome(any)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void onlyALockedTicketIsRefundedSoThatItCannotEnterMeanwhile(TicketState any) {
    assertThat(any.mayBecome(TicketState.REFUNDED)).isEqualTo(any == TicketState.LOCKED);
  }

  @Test
  void aUsedTicketIsNeverRefundedOnAnyWay() {
    Set<TicketState> reached = EnumSet.of(TicketState.USED);
    for (int step = 0; step < TicketState.values().length; step++) {
      Set<TicketState> next = EnumSet.copyOf(reached);
      reached.forEach(state -> next.addAll(state.next()));
      reached = next;
    }
    assertThat(reached).doesNotContain(TicketState.REFUNDED, TicketState.VOID);
  }

  @ParameterizedTest
  @EnumSource
  void noStateFollowsItself(TicketState any) {
    assertThat(any.mayBecome(any)).isFalse();
  }
}
