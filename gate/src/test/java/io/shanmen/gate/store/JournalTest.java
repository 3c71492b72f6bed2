package io.shanmen.gate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.gate.Mode;
import io.shanmen.gate.TestTime;
import io.shanmen.gate.store.JournalEvent.Admission;
import io.shanmen.gate.store.JournalEvent.Cause;
import io.shanmen.gate.store.JournalEvent.DecidedBy;
import io.shanmen.gate.store.JournalEvent.Medium;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Place;
import io.shanmen.kernel.ticketcode.TicketRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final long TICKET = 100_000_042;

  @TempDir Path folder;
  private final TestTime time = new TestTime();
  private Journal journal;

  @BeforeEach
  void open() {
    journal = Journal.open(folder, UUID::randomUUID);
  }

  @Test
  void entriesAreNumberedWithoutGapsAndChainedAlsoOverARestart() {
    admit(3);
    journal.close();
    open();
    append(new JournalEvent.ExitPassed());
    List<Journal.Entry> entries = journal.after(0);
    assertThat(entries).extracting(Journal.Entry::seq).containsExactly(1L, 2L);
    byte[] head = new byte[32];
    for (Journal.Entry entry : entries) {
      head = Journal.hash(head, entry.text());
      assertThat(entry.hash()).isEqualTo(HexFormat.of().formatHex(head));
    }
  }

  @Test
  void anEntryReadsAsTheProtocolSays() {
    append(new JournalEvent.UnticketedPassed(Direction.EXIT, Mode.EMERGENCY_OPEN));
    assertThat(journal.after(0).getFirst().text())
        .isEqualTo(
            """
            {"seq":1,"at":"2026-05-01T02:00:00.000Z","kind":"UNTICKETED_PASSED",\
            "direction":"EXIT","mode":"EMERGENCY_OPEN"}""");
  }

  @Test
  void whatIsAdmittedIsReservedUntilItPassesOrIsClosed() {
    UUID request = admit(3);
    append(new JournalEvent.Passed(request, 1));
    assertThat(journal.reservations(TICKET).getFirst().heads()).isEqualTo(2);
    assertThat(journal.passages(TICKET)).hasSize(1);
    append(new JournalEvent.Closed(request, 1, 2, Cause.TIME_OUT));
    assertThat(journal.reservations(TICKET)).isEmpty();
    assertThat(journal.passages(TICKET)).hasSize(1);
  }

  @Test
  void whatWasNotClosedIsFoundAfterACrash() {
    Instant admittedAt = time.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID request = admit(3);
    append(new JournalEvent.Passed(request, 1));
    journal.close();
    open();
    assertThat(journal.unfinished())
        .containsExactly(new Journal.Unfinished(request, PassageKind.FIRST, 3, 1, 17, admittedAt));
  }

  @Test
  void aNewJournalBeginsAtOneAndForgetsNoPassage() {
    UUID request = admit(1);
    append(new JournalEvent.Passed(request, 1));
    UUID before = journal.id();
    journal.beginAnew(2);
    assertThat(journal.id()).isNotEqualTo(before);
    assertThat(journal.lastSeq()).isZero();
    assertThat(journal.passages(TICKET)).hasSize(1);
    append(new JournalEvent.ExitPassed());
    assertThat(journal.after(0).getFirst().seq()).isEqualTo(1);
  }

  @Test
  void aNewJournalBeginsWithWhatTheServerHasNotGot() {
    UUID request = admit(1);
    append(new JournalEvent.Passed(request, 1));
    append(new JournalEvent.Closed(request, 1, 0, Cause.ALL_PASSED));
    List<String> before = journal.after(0).stream().map(Journal.Entry::text).toList();
    journal.beginAnew(1);
    append(new JournalEvent.ExitPassed());
    journal.close();
    open();
    List<Journal.Entry> entries = journal.after(0);
    assertThat(entries).extracting(Journal.Entry::seq).containsExactly(1L, 2L, 3L);
    assertThat(entries.getFirst().text())
        .isEqualTo(before.get(1).replace("\"seq\":2", "\"seq\":1"));
    byte[] head = new byte[32];
    for (Journal.Entry entry : entries) {
      head = Journal.hash(head, entry.text());
      assertThat(entry.hash()).isEqualTo(HexFormat.of().formatHex(head));
    }
  }

  @Test
  void anOrderToOpenIsObeyedOnceAlsoOverARestart() {
    UUID order = UUID.randomUUID();
    assertThat(journal.obey(order)).isTrue();
    assertThat(journal.obey(order)).isFalse();
    journal.close();
    open();
    assertThat(journal.obey(order)).isFalse();
  }

  @Test
  void aDamagedFileIsSetAsideAndANewJournalBegins() throws IOException {
    append(new JournalEvent.ExitPassed());
    UUID before = journal.id();
    journal.close();
    Files.writeString(folder.resolve("journal.db"), "half of this page is lost ".repeat(99));
    open();
    assertThat(journal.lastSeq()).isZero();
    assertThat(journal.id()).isNotEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("journal.db.damaged-"));
    }
  }

  @Test
  void aFileThatOpensButCannotBeGoneOnWithIsSetAsideToo() throws IOException {
    for (int i = 0; i < 99; i++) {
      append(new JournalEvent.ExitPassed());
    }
    UUID before = journal.id();
    journal.close();
    Path file = folder.resolve("journal.db");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
    Files.write(file, bytes);
    open();
    assertThat(journal.id()).isNotEqualTo(before);
    append(new JournalEvent.ExitPassed());
    assertThat(journal.lastSeq()).isEqualTo(1);
  }

  @Test
  void onlyWhatIsOldAndUploadedIsForgotten() {
    append(new JournalEvent.ExitPassed());
    append(new JournalEvent.ExitPassed());
    append(new JournalEvent.ExitPassed());
    time.pass(Duration.ofDays(41));
    journal.prune(1, time.instant());
    assertThat(journal.after(0)).extracting(Journal.Entry::seq).containsExactly(2L, 3L);
    journal.prune(3, time.instant());
    assertThat(journal.after(0)).extracting(Journal.Entry::seq).containsExactly(3L);
    journal.close();
    open();
    assertThat(journal.lastSeq()).isEqualTo(3);
  }

  @Test
  void whoPassedIsRememberedUntilTheServerKnows() {
    UUID request = admit(1);
    append(new JournalEvent.Passed(request, 1));
    append(new JournalEvent.Closed(request, 1, 0, Cause.ALL_PASSED));
    time.pass(Duration.ofDays(41));
    journal.prune(1, time.instant());
    assertThat(journal.passages(TICKET)).hasSize(1);
    assertThat(journal.hasNewsOf(TICKET, 1)).isTrue();
    journal.prune(3, time.instant());
    assertThat(journal.passages(TICKET)).isEmpty();
    assertThat(journal.hasNewsOf(TICKET, 1)).isFalse();
  }

  @Test
  void whoWasLetInIsNewsUntilTheServerKnowsWhatCameOfIt() {
    UUID request = admit(1);
    assertThat(journal.hasNewsOf(TICKET, 0)).isTrue();
    assertThat(journal.hasNewsOf(TICKET, 1)).isFalse();
    append(new JournalEvent.ExitPassed());
    append(new JournalEvent.Passed(request, 1));
    assertThat(journal.hasNewsOf(TICKET, 2)).isTrue();
    journal.beginAnew(2);
    assertThat(journal.hasNewsOf(TICKET, 0)).isTrue();
    assertThat(journal.hasNewsOf(TICKET, journal.lastSeq())).isFalse();
    assertThat(journal.hasNewsOf(TICKET + 1, 0)).isFalse();
  }

  private UUID admit(int people) {
    UUID request = UUID.randomUUID();
    append(
        new JournalEvent.Admitted(
            new Admission(
                request,
                DecidedBy.GATE,
                PassageKind.FIRST,
                people,
                Medium.QR,
                new TicketRef(TICKET, 1),
                6,
                "entry-1"),
            new Place(1, 1),
            17));
    return request;
  }

  private void append(JournalEvent event) {
    journal.append(time.instant(), event);
  }
}
