package io.shanmen.gate.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.gate.Mode;
import io.shanmen.gate.TestTime;
import io.shanmen.gate.board.TurnstileView.Health;
import io.shanmen.gate.board.TurnstileView.Position;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.link.Authority;
import io.shanmen.gate.link.ServerAnswer;
import io.shanmen.gate.store.FullDisk;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.JournalEvent.Admission;
import io.shanmen.gate.store.JournalEvent.DecidedBy;
import io.shanmen.gate.store.JournalEvent.Medium;
import io.shanmen.kernel.admission.Passage;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.ticketcode.TicketRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second phase step by step, with the clock and the turnstile in the test's hand. */
class PassageControlTest {
  private static final Duration TIME_OUT = Duration.ofSeconds(6);

  @TempDir Path folder;
  private final TestTime time = new TestTime();
  private final HandTurnstile turnstile = new HandTurnstile();
  private final List<String> told = new ArrayList<>();
  private Journal journal;
  private PassageControl control;
  private boolean boardCounts = true;

  private final class Listener implements Authority {
    @Override
    public CompletableFuture<ServerAnswer> authorise(Question question) {
      throw new AssertionError("the second phase asks nobody");
    }

    @Override
    public void confirm(UUID requestId, int passed, Instant at) {
      told.add("confirm " + passed);
    }

    @Override
    public void release(UUID requestId, int passed, int admittedHere, Instant at) {
      told.add("release " + passed);
    }
  }

  @BeforeEach
  void start() {
    open();
    step(Duration.ofSeconds(2));
    step(Duration.ofSeconds(2));
    assertThat(control.isFree()).isTrue();
  }

  private void open() {
    journal = Journal.open(folder, UUID::randomUUID);
    control =
        new PassageControl(
            new PassageControl.Context(
                turnstile,
                journal,
                new Listener(),
                new DisciplinedClock(time, time, Instant.EPOCH),
                time),
            new PassageControl.Settings(TIME_OUT::toMillis, boardCounts));
  }

  @Test
  void theJournalHasItBeforeTheTurnstileOpens() {
    turnstile.onOpen = () -> told.addAll(kinds());
    admit(1);
    assertThat(told).containsExactly("ADMITTED");
  }

  @Test
  void allPassedEndsItAtOnce() {
    admit(2);
    turnstile.pass();
    turnstile.pass();
    step(Duration.ofSeconds(1));
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "PASSED", "CLOSED");
    assertThat(told).containsExactly("confirm 1", "confirm 2", "release 2");
    assertThat(control.isFree()).isTrue();
  }

  @Test
  void eachPersonGivesTheNextOneTheWholeTime() {
    admit(2);
    step(Duration.ofSeconds(5));
    turnstile.pass();
    step(Duration.ZERO);
    step(Duration.ofSeconds(5));
    assertThat(turnstile.position).isEqualTo(Position.OPEN_TO_ENTRY);
    step(Duration.ofSeconds(1));
    step(Duration.ZERO);
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "CLOSED");
    assertThat(lastEntry()).contains("\"released\":1").contains("TIME_OUT");
  }

  @Test
  void flapsAreNotClosedOnSomebodyWalking() {
    admit(1);
    turnstile.occupied = true;
    step(TIME_OUT.plusSeconds(1));
    assertThat(turnstile.position).isEqualTo(Position.OPEN_TO_ENTRY);
    turnstile.pass();
    turnstile.occupied = false;
    step(Duration.ZERO);
    assertThat(lastEntry()).contains("ALL_PASSED");
  }

  @Test
  void whoIsCountedJustAfterTheReleaseStillBelongsToIt() {
    admit(1);
    step(TIME_OUT);
    step(Duration.ZERO);
    assertThat(control.isFree()).isTrue();
    turnstile.pass();
    step(Duration.ofSeconds(1));
    assertThat(kinds()).containsExactly("ADMITTED", "CLOSED", "PASSED");
    assertThat(told).containsExactly("release 0", "confirm 1");
  }

  @Test
  void whoFollowsWithoutATicketIsAnotherNumber() {
    admit(1);
    turnstile.pass();
    turnstile.pass();
    step(Duration.ofSeconds(1));
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "UNTICKETED_PASSED", "CLOSED");
  }

  @Test
  void aLostBoardIsWaitedForBeforeAnybodyIsReleased() {
    admit(1);
    turnstile.health = Health.ABSENT;
    turnstile.position = Position.UNKNOWN;
    step(TIME_OUT);
    turnstile.position = Position.UNKNOWN;
    step(Duration.ofSeconds(20));
    assertThat(kinds()).containsExactly("ADMITTED");
    turnstile.health = Health.OK;
    turnstile.position = Position.CLOSED;
    turnstile.pass();
    step(Duration.ZERO);
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "CLOSED");
  }

  @Test
  void anEmergencyEndsTheTask() {
    admit(2);
    control.step(Mode.EMERGENCY_OPEN);
    assertThat(lastEntry()).contains("CANCELLED");
    turnstile.pass();
    control.step(Mode.EMERGENCY_OPEN);
    assertThat(lastEntry()).contains("UNTICKETED_PASSED").contains("EMERGENCY_OPEN");
  }

  @Test
  void afterACrashTheBoardsCounterTellsWhoPassed() {
    admit(3);
    turnstile.pass();
    step(Duration.ZERO);
    journal.close();
    turnstile.entered = 0;
    turnstile.counter++;
    start();
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "PASSED", "CLOSED");
    assertThat(lastEntry()).contains("\"passed\":2").contains("\"released\":1");
  }

  @Test
  void whoPassedBeforeTheGateLostItsPowerDidNotPassInTheMorning() {
    admit(2);
    Instant admitted = time.instant();
    journal.close();
    turnstile.counter++;
    time.pass(Duration.ofHours(14));
    start();
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "CLOSED");
    assertThat(journal.passages(42))
        .extracting(Passage::at)
        .containsExactly(admitted.plus(TIME_OUT.multipliedBy(2)));
  }

  @Test
  void aBoardThatStartedAnewTellsNothingAndEverybodyLeftIsReleased() {
    admit(1);
    journal.close();
    turnstile.counter = 0;
    start();
    assertThat(kinds()).containsExactly("ADMITTED", "CLOSED");
    assertThat(lastEntry()).contains("\"released\":1");
  }

  @Test
  void howeverLongTheBoardIsSilentItTellsInTheEndWhoHasPassed() {
    admit(1);
    turnstile.health = Health.ABSENT;
    turnstile.position = Position.UNKNOWN;
    step(TIME_OUT);
    turnstile.position = Position.UNKNOWN;
    step(Duration.ofMinutes(10));
    assertThat(kinds()).containsExactly("ADMITTED");
    turnstile.health = Health.OK;
    turnstile.position = Position.CLOSED;
    turnstile.pass();
    step(Duration.ofSeconds(1));
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "CLOSED");
  }

  @Test
  void afterACrashASilentBoardIsWaitedForBeforeAnybodyIsReleased() {
    admit(1);
    journal.close();
    turnstile.health = Health.ABSENT;
    open();
    step(Duration.ofMinutes(10));
    assertThat(kinds()).containsExactly("ADMITTED");
    assertThat(control.isFree()).isFalse();
    turnstile.health = Health.OK;
    turnstile.position = Position.CLOSED;
    turnstile.pass();
    step(Duration.ofSeconds(2));
    step(Duration.ofSeconds(2));
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "CLOSED");
  }

  @Test
  void whoPassesWhileTheDiskIsFullIsJournaledWhenThereIsRoomAgain() {
    admit(2);
    try (FullDisk _ = FullDisk.under(folder)) {
      turnstile.pass();
      assertThatThrownBy(() -> step(Duration.ofSeconds(1))).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> step(Duration.ofSeconds(1))).isInstanceOf(RuntimeException.class);
    }
    step(Duration.ofSeconds(1));
    turnstile.pass();
    step(Duration.ofSeconds(1));
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "PASSED", "CLOSED");
    assertThat(told).containsExactly("confirm 1", "confirm 2", "release 2");
  }

  @Test
  void whoPassesWhileTheDiskIsFullPassedThenAndNotWhenThereIsRoomAgain() {
    admit(2);
    step(Duration.ofSeconds(1));
    Instant first;
    Instant second;
    try (FullDisk _ = FullDisk.under(folder)) {
      turnstile.pass();
      assertThatThrownBy(() -> step(Duration.ofSeconds(1))).isInstanceOf(RuntimeException.class);
      first = time.instant();
      turnstile.pass();
      step(Duration.ofMillis(100));
      second = time.instant();
      assertThatThrownBy(() -> step(Duration.ofHours(9))).isInstanceOf(RuntimeException.class);
    }
    step(Duration.ofSeconds(1));
    assertThat(journal.passages(42)).extracting(Passage::at).containsExactly(first, second);
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "PASSED", "CLOSED");
  }

  @Test
  void whereNobodyCountsWhoWasLetInBeforeACrashHasPassed() {
    boardCounts = false;
    open();
    step(Duration.ofSeconds(2));
    step(Duration.ofSeconds(2));
    admit(2);
    journal.close();
    start();
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "PASSED", "CLOSED");
  }

  @Test
  void flapsCloseInTimeAlsoWhileNothingCanBeJournaled() {
    admit(2);
    try (FullDisk _ = FullDisk.under(folder)) {
      turnstile.pass();
      assertThatThrownBy(() -> step(TIME_OUT.plusSeconds(1))).isInstanceOf(RuntimeException.class);
      assertThat(turnstile.position).isEqualTo(Position.CLOSED);
      assertThatThrownBy(() -> step(Duration.ofSeconds(1))).isInstanceOf(RuntimeException.class);
    }
    step(Duration.ofSeconds(1));
    step(Duration.ofSeconds(7));
    step(Duration.ofSeconds(1));
    assertThat(kinds()).containsExactly("ADMITTED", "PASSED", "CLOSED");
  }

  @Test
  void nobodyIsLetInWhoCannotBeNotedDown() {
    try (FullDisk _ = FullDisk.under(folder)) {
      assertThatThrownBy(() -> admit(1)).isInstanceOf(RuntimeException.class);
    }
    assertThat(turnstile.position).isEqualTo(Position.CLOSED);
    assertThat(control.isFree()).isTrue();
  }

  @Test
  void afterAStartInAnEmergencyTheFlapsAreLeftOpenAndPeopleCounted() {
    admit(2);
    journal.close();
    turnstile.position = Position.OPEN_TO_EXIT;
    open();
    for (int i = 0; i < 3; i++) {
      time.pass(Duration.ofSeconds(2));
      control.step(Mode.EMERGENCY_OPEN);
    }
    assertThat(turnstile.position).isEqualTo(Position.OPEN_TO_EXIT);
    turnstile.pass();
    control.step(Mode.EMERGENCY_OPEN);
    assertThat(kinds()).containsExactly("ADMITTED", "CLOSED", "UNTICKETED_PASSED");
  }

  private void admit(int people) {
    control.begin(
        new PassageTask.Ticket(
            new Admission(
                UUID.randomUUID(),
                DecidedBy.GATE,
                PassageKind.FIRST,
                people,
                Medium.QR,
                new TicketRef(42, 1),
                6,
                "entry-1"),
            "家庭票",
            "Family",
            0),
        new Place(1, 1));
  }

  private void step(Duration after) {
    time.pass(after);
    control.step(Mode.OFFLINE);
  }

  private List<String> kinds() {
    return journal.after(0).stream()
        .map(entry -> entry.text().replaceAll(".*\"kind\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  private String lastEntry() {
    return journal.after(0).getLast().text();
  }
}
