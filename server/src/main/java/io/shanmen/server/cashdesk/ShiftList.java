package io.shanmen.server.cashdesk;

import io.shanmen.kernel.money.Money;
import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.terminal.Terminal;
import io.shanmen.server.terminal.Terminals;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The shifts of a day as a supervisor sees them. */
@Component
class ShiftList {

  private final ShiftStore shifts;
  private final DrawerCash cash;
  private final ExaminationStore examinations;
  private final Terminals terminals;
  private final ParkProfile park;
  private final InstantSource clock;

  ShiftList(
      ShiftStore shifts,
      DrawerCash cash,
      ExaminationStore examinations,
      Terminals terminals,
      ParkProfile park,
      InstantSource clock) {
    this.shifts = shifts;
    this.cash = cash;
    this.examinations = examinations;
    this.terminals = terminals;
    this.park = park;
    this.clock = clock;
  }

  /**
   * A shift in a list.
   *
   * @param dropDue true if the drawer holds more than its limit
   * @param overShortMinor counted less expected, after the last count; null before
   * @param band who has to accept it; null before
   * @param awaitsAcceptance true if somebody has to
   * @param awaitsExamination true if finance has to look into it (R6)
   */
  record ShiftSummary(
      UUID shiftId,
      String operatorName,
      UUID terminalId,
      String terminalName,
      LocalDate businessDay,
      ShiftState state,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable Integer zNumber,
      boolean dropDue,
      @Nullable Long overShortMinor,
      @Nullable OverShortBand band,
      boolean awaitsAcceptance,
      boolean awaitsExamination) {}

  /**
   * The shifts of the day, all that are not closed and all that finance has not examined, in the
   * order in which they opened.
   */
  @Transactional(readOnly = true)
  List<ShiftSummary> ofDay(@Nullable LocalDate day) {
    BusinessDay wanted = day == null ? park.park().dayOf(clock.instant()) : new BusinessDay(day);
    List<Shift> found = shifts.ofDay(wanted);
    Map<UUID, Terminal> names =
        terminals.find(found.stream().map(shift -> shift.till().terminalId()).distinct().toList());
    Map<ShiftId, Money> held =
        cash.held(
            found.stream()
                .filter(shift -> shift.state() == ShiftState.OPEN)
                .map(Shift::id)
                .toList());
    Set<ShiftId> examined = examinations.examined(found.stream().map(Shift::id).toList());
    return found.stream()
        .map(
            shift ->
                summary(
                    shift,
                    names.get(shift.till().terminalId()),
                    held.get(shift.id()),
                    examined.contains(shift.id())))
        .toList();
  }

  private ShiftSummary summary(
      Shift shift, @Nullable Terminal terminal, @Nullable Money held, boolean examined) {
    CountResult result = shift.result();
    long limit = held == null ? 0 : shifts.dropLimitMinor(shift.till().terminalId());
    return new ShiftSummary(
        shift.id().value(),
        shift.operatorName(),
        shift.till().terminalId(),
        terminal == null ? "" : terminal.name(),
        shift.businessDay().date(),
        shift.state(),
        shift.openedAt(),
        shift.closedAt(),
        shift.zNumber(),
        held != null && held.minor() > limit,
        result == null ? null : result.overShort().minor(),
        result == null ? null : result.band(),
        result != null && !shift.state().isClosed(),
        shift.state() == ShiftState.CLOSED_WITH_EXCEPTION && !examined);
  }
}
