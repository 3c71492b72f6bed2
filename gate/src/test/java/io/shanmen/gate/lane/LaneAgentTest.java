package io.shanmen.gate.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.gate.Mode;
import io.shanmen.gate.TestTime;
import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.board.TurnstileView.Health;
import io.shanmen.gate.board.TurnstileView.Position;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.display.Display;
import io.shanmen.gate.display.Screen;
import io.shanmen.gate.display.Screen.Notice;
import io.shanmen.gate.link.Authority;
import io.shanmen.gate.link.Connection;
import io.shanmen.gate.link.GateIdentity;
import io.shanmen.gate.link.ServerAnswer;
import io.shanmen.gate.link.TestLink;
import io.shanmen.gate.park.TestPark;
import io.shanmen.gate.serial.SerialLink;
import io.shanmen.gate.store.FullDisk;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.ParkSettings.Times;
import io.shanmen.gate.store.SyncedList;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.PassageKind;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.ticketcode.TicketRef;
import io.shanmen.kernel.validity.DayRange;
import io.shanmen.kernel.validity.Validity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lane step by step, with clocks, scanner, turnstile and server in the test's hand. */
class LaneAgentTest {
  private static final Duration MOMENT = Duration.ofMillis(10);

  @TempDir Path folder;
  private final TestTime time = new TestTime(Instant.now());
  private final HandTurnstile turnstile = new HandTurnstile();
  private final HandScanner scanner = new HandScanner();
  private final HandServer server = new HandServer();
  private final Display display = new Display();
  private TestPark park;
  private Journal journal;
  private SyncedList list;
  private Connection connection;
  private LaneAgent lane;

  /** A scanner whose codes the test holds before it. */
  private final class HandScanner implements SerialLink {
    private final Deque<Received> bytes = new ArrayDeque<>();

    void scan(String code) {
      bytes.add(new Received((code + "\r").getBytes(StandardCharsets.UTF_8), time.nanoTime()));
    }

    @Override
    public @Nullable Received poll() {
      return bytes.poll();
    }

    @Override
    public boolean send(byte[] ignored) {
      return true;
    }

    @Override
    public boolean isUp() {
      return true;
    }

    @Override
    public long reopened() {
      return 0;
    }

    @Override
    public void close() {}
  }

  /** A server that answers when the test says so. */
  private static final class HandServer implements Authority {
    final List<String> told = new ArrayList<>();
    @Nullable CompletableFuture<ServerAnswer> asked;

    @Override
    public CompletableFuture<ServerAnswer> authorise(Question question) {
      asked = new CompletableFuture<>();
      return asked;
    }

    void answer(ServerAnswer answer) {
      assertThat(asked).as("asked").isNotNull();
      asked.complete(answer);
    }

    @Override
    public void confirm(UUID requestId, int passed, Instant at) {
      told.add("confirm " + passed);
    }

    @Override
    public void release(UUID requestId, int passed, int admittedHere, Instant at) {
      told.add("release " + passed + " here " + admittedHere);
    }
  }

  @BeforeEach
  void open() {
    park = new TestPark();
    list = SyncedList.open(folder, park.gateId(), GateIdentity.make().pair());
    journal = Journal.open(folder, UUID::randomUUID);
    connection = new Connection(() -> Times.USUAL, false);
    fed();
    lane =
        new LaneAgent(
            new LaneContext(
                new LaneContext.Devices(
                    turnstile, List.of(new ReaderPort("entry-1", Direction.ENTRY, scanner))),
                new LaneContext.Memory(list, journal, Ciphers.suites()),
                new LaneContext.Server(server, connection),
                new LaneContext.Clocks(new DisciplinedClock(time, time, Instant.EPOCH), time),
                new LaneContext.Surroundings(display, new Errors(time), UUID::randomUUID),
                new LaneContext.Settings("lane 1", 20, true)));
    step(Duration.ofSeconds(1));
    step(Duration.ofSeconds(1));
    assertThat(screen()).isInstanceOf(Screen.Idle.class);
  }

  @AfterEach
  void close() {
    journal.close();
    list.close();
    park.close();
  }

  @Test
  void anAnswerThatComesInAnEmergencyOpensNothing() {
    online();
    TicketRef ticket = park.sell(1);
    scan(park.qr(ticket));
    park.orderEmergency(true);
    fed();
    step(MOMENT);
    assertThat(lane.mode()).isEqualTo(Mode.EMERGENCY_OPEN);
    server.answer(admit(ticket, 1));
    step(MOMENT);
    assertThat(turnstile.orders).isZero();
    assertThat(turnstile.position).isEqualTo(Position.OPEN_TO_EXIT);
    assertThat(server.told).containsExactly("release 0 here 0");
  }

  @Test
  void anEmergencyLetsGoOfWhoeverWasBeingLetIn() {
    scan(park.qrOfUnlisted(2));
    assertThat(turnstile.position).isEqualTo(Position.OPEN_TO_ENTRY);
    park.orderEmergency(true);
    fed();
    step(MOMENT);
    assertThat(kinds()).containsSubsequence("ADMITTED", "MODE", "CLOSED");
    turnstile.exited++;
    step(MOMENT);
    assertThat(kinds().getLast()).isEqualTo("UNTICKETED_PASSED");
    assertThat(notice().kind()).isEqualTo(Notice.Kind.EMERGENCY);
  }

  @Test
  void aFullDiskShutsTheLaneUntilThereIsRoomAgain() {
    try (FullDisk _ = FullDisk.under(folder)) {
      scan(park.qrOfUnlisted(1));
      assertThat(turnstile.orders).isZero();
      assertThat(notice().detail()).isEqualTo("J");
      step(Duration.ofMinutes(3));
      scan(park.qrOfUnlisted(1));
      assertThat(notice().detail()).isEqualTo("J");
    }
    step(Duration.ofSeconds(2));
    step(MOMENT);
    assertThat(screen()).isInstanceOf(Screen.Idle.class);
    scan(park.qrOfUnlisted(1));
    assertThat(turnstile.orders).isEqualTo(1);
    assertThat(kinds()).containsExactly("FAULT", "FAULT", "ADMITTED");
  }

  @Test
  void whatCannotBeJournaledIsGivenBackToTheServer() {
    online();
    TicketRef ticket = park.sell(1);
    scan(park.qr(ticket));
    try (FullDisk _ = FullDisk.under(folder)) {
      server.answer(admit(ticket, 1));
      step(MOMENT);
    }
    assertThat(turnstile.orders).isZero();
    assertThat(server.told).containsExactly("release 0 here 0");
  }

  @Test
  void anEmergencyIsServedAlsoWhileTheDiskIsFull() {
    try (FullDisk _ = FullDisk.under(folder)) {
      park.orderEmergency(true);
      fed();
      step(MOMENT);
      step(MOMENT);
      assertThat(turnstile.held).isTrue();
      assertThat(lane.mode()).isEqualTo(Mode.EMERGENCY_OPEN);
      assertThat(notice().kind()).isEqualTo(Notice.Kind.EMERGENCY);
    }
    step(Duration.ofSeconds(2));
    assertThat(kinds()).contains("MODE");
  }

  @Test
  void theSameCodeIsTheSameShowingForAsLongAsTheParkSays() {
    park.settings(6_000, 2_000);
    fed();
    String code = park.qrOfUnlisted(1);
    scan(code);
    turnstile.pass();
    step(Duration.ofMillis(1_500));
    scan(code);
    assertThat(kinds()).doesNotContain("REFUSED");
    step(Duration.ofSeconds(1));
    scan(code);
    assertThat(((Screen.Refuse) screen()).reason()).isEqualTo(Reason.ALREADY_USED);
  }

  @Test
  void aRefusalIsRepeatedWithoutBeingDecidedAgain() {
    scan("https://example.com/");
    step(Duration.ofMillis(4_500));
    assertThat(screen()).isInstanceOf(Screen.Idle.class);
    scan("https://example.com/");
    assertThat(screen()).isInstanceOf(Screen.Refuse.class);
    assertThat(kinds()).containsExactly("REFUSED");
  }

  @Test
  void aloneAFullParkTakesNobodyNewUntilThereIsRoomOrTheNextDayBegins() {
    park.full(true);
    fed();
    String code = park.qr(park.sell(1, twoDays()));
    scan(code);
    assertThat(((Screen.Refuse) screen()).reason()).isEqualTo(Reason.PARK_FULL);
    park.full(false);
    fed();
    scan(park.qrOfUnlisted(1));
    assertThat(turnstile.orders).isEqualTo(1);
    turnstile.pass();
    park.full(true);
    fed();
    step(Duration.ofDays(1));
    scan(code);
    assertThat(turnstile.orders).isEqualTo(2);
  }

  @Test
  void aFullParkLetsPeopleOut() {
    park.direction("EXIT");
    park.full(true);
    fed();
    scan(park.qrOfUnlisted(1));
    assertThat(turnstile.position).isEqualTo(Position.OPEN_TO_EXIT);
  }

  @Test
  void atAnExitStaffLetPeopleOutNotIn() {
    park.direction("EXIT");
    park.orderOpen(1);
    fed();
    step(Duration.ofSeconds(1));
    assertThat(turnstile.position).isEqualTo(Position.OPEN_TO_EXIT);
    turnstile.exited++;
    step(MOMENT);
    assertThat(kinds()).containsExactly("MANUAL_PASSED");
    step(Duration.ofSeconds(2));
    assertThat(turnstile.orders).isEqualTo(1);
  }

  @Test
  void aServerThatAdmitsMoreThanTheLaneTakesIsNotBelieved() {
    online();
    TicketRef ticket = park.sell(9);
    scan(park.qr(ticket));
    server.answer(admit(ticket, 300));
    step(MOMENT);
    assertThat(((Screen.Admit) screen()).people()).isEqualTo(20);
  }

  @Test
  void aServerThatHasNotHeardOfAPassageHereCannotLetTheTicketInAgain() {
    TicketRef ticket = park.sell(1);
    fed();
    scan(park.qr(ticket));
    turnstile.pass();
    step(MOMENT);
    step(MOMENT);
    online();
    scan(park.digits(ticket));
    server.answer(admit(ticket, 1));
    // What the server hears after it has answered does not make its answer any better.
    list.acknowledge(journal.id(), journal.lastSeq());
    step(MOMENT);
    assertThat(((Screen.Refuse) screen()).reason()).isEqualTo(Reason.ALREADY_USED);
    assertThat(turnstile.orders).isEqualTo(1);
    assertThat(server.told).endsWith("release 0 here 0");
  }

  @Test
  void aServerThatHasHeardOfAllThatHappenedHereIsBelieved() {
    TicketRef ticket = park.sell(2);
    fed();
    scan(park.qr(ticket));
    turnstile.pass();
    step(MOMENT);
    step(Duration.ofSeconds(9));
    step(MOMENT);
    list.acknowledge(journal.id(), journal.lastSeq());
    online();
    scan(park.digits(ticket));
    server.answer(admit(ticket, 1));
    step(MOMENT);
    assertThat(turnstile.orders).isEqualTo(2);
    assertThat(lastAdmission()).contains("\"decidedBy\":\"SERVER\"");
  }

  @Test
  void whomTheServerDoesNotKnowOfIsTakenOffWhatItAllows() {
    TicketRef ticket = park.sell(3);
    fed();
    scan(park.qr(ticket));
    turnstile.pass();
    step(MOMENT);
    step(Duration.ofSeconds(9));
    step(MOMENT);
    online();
    scan(park.digits(ticket));
    server.answer(admit(ticket, 3));
    step(MOMENT);
    assertThat(((Screen.Admit) screen()).people()).isEqualTo(2);
    assertThat(lastAdmission()).contains("\"decidedBy\":\"SERVER\"");
  }

  @Test
  void aBoardThatStaysSilentIsOutOfOrderOnceThePassageIsOver() {
    scan(park.qrOfUnlisted(1));
    turnstile.health = Health.ABSENT;
    turnstile.position = Position.UNKNOWN;
    step(MOMENT);
    assertThat(screen()).isInstanceOf(Screen.Admit.class);
    step(Duration.ofSeconds(7));
    assertThat(notice().detail()).isEqualTo("B-");
    turnstile.health = Health.OK;
    turnstile.position = Position.CLOSED;
    turnstile.pass();
    step(MOMENT);
    assertThat(kinds()).contains("ADMITTED", "PASSED", "CLOSED");
  }

  @Test
  void aBoardThatLostItsPowerLetsTheSameVisitorTryAgain() {
    String code = park.qrOfUnlisted(1);
    scan(code);
    turnstile.position = Position.CLOSED;
    turnstile.counter = 0;
    step(Duration.ofSeconds(7));
    step(MOMENT);
    assertThat(kinds()).containsExactly("ADMITTED", "CLOSED");
    scan(code);
    assertThat(turnstile.orders).isEqualTo(2);
    turnstile.pass();
    step(MOMENT);
    assertThat(kinds()).containsExactly("ADMITTED", "CLOSED", "ADMITTED", "PASSED", "CLOSED");
  }

  private static Validity twoDays() {
    return Validity.within(new DayRange(TestPark.today(), TestPark.today().plusDays(1)));
  }

  private void online() {
    TestLink.online(connection);
    step(MOMENT);
  }

  /** The feed has brought everything so far. */
  private void fed() {
    assertThat(list.apply(new SyncedList.Page(true, park.feed(), "d:1", false, time.instant())))
        .isEmpty();
  }

  private void scan(String code) {
    scanner.scan(code);
    step(MOMENT);
  }

  private void step(Duration after) {
    time.pass(after);
    lane.doWork();
  }

  private Screen screen() {
    return display.state().screen();
  }

  private Notice notice() {
    assertThat(screen()).isInstanceOf(Notice.class);
    return (Notice) screen();
  }

  private static ServerAnswer admit(TicketRef ticket, int people) {
    return new ServerAnswer.Admit(
        PassageKind.FIRST, people, 0, new ServerAnswer.Ticket(ticket, 6, "家庭票", "Family", people));
  }

  private String lastAdmission() {
    return journal.after(0).stream()
        .map(Journal.Entry::text)
        .filter(text -> text.contains("ADMITTED"))
        .reduce("", (before, last) -> last);
  }

  /** What was journaled, without the mode that a lane begins with. */
  private List<String> kinds() {
    return journal.after(0).stream()
        .map(entry -> entry.text().replaceAll(".*\"kind\":\"(\\w+)\".*", "$1"))
        .toList();
  }
}
