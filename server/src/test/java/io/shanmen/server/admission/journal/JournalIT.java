package io.shanmen.server.admission.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.admission.Reason;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.admission.AdmissionProblem;
import io.shanmen.server.admission.TestGates;
import io.shanmen.server.admission.TestTickets;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.journal.Journals.Acknowledged;
import io.shanmen.server.admission.journal.Journals.Uploaded;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.passage.AuthoriseAnswer;
import io.shanmen.server.admission.passage.Presentations;
import io.shanmen.server.admission.passage.Result;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.ticketing.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passages that gates decided alone are merged; what cannot be right is kept as a conflict. */
@ParkIT
class JournalIT {

  @Autowired Journals journals;
  @Autowired Presentations presentations;
  @Autowired Occupancy occupancy;
  @Autowired Gates gates;
  @Autowired TestTickets tickets;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  Lane one;
  Lane two;

  @BeforeEach
  void twoGates() {
    one = new Lane(TestGates.put(jdbc, gates, 1, 1));
    two = new Lane(TestGates.put(jdbc, gates, 2, 1));
  }

  /** A gate with its journal. */
  private final class Lane {
    final Gate gate;
    final List<Uploaded> written = new ArrayList<>();
    UUID journalId = UUID.randomUUID();
    private byte[] last = new byte[JournalChain.HASH_BYTES];

    Lane(Gate gate) {
      this.gate = gate;
    }

    void write(String kind, Instant at, String fields) {
      long seq = written.size() + 1;
      String text =
          "{\"seq\":%d,\"at\":\"%s\",\"kind\":\"%s\"%s}"
              .formatted(seq, at, kind, fields.isEmpty() ? "" : "," + fields);
      last = JournalChain.next(last, text);
      written.add(new Uploaded(seq, last, text));
    }

    /** One person who passes on the gate's own decision. */
    UUID admitAlone(Ticket ticket, String passage, Instant at) {
      UUID requestId = UUID.randomUUID();
      write(
          "ADMITTED",
          at,
          ("\"requestId\":\"%s\",\"decidedBy\":\"GATE\",\"passage\":\"%s\",\"people\":1,"
                  + "\"medium\":\"QR\",\"ticketNo\":%d,\"codeVersion\":%d,\"productNo\":6,"
                  + "\"reader\":\"entry-1\"")
              .formatted(requestId, passage, ticket.ticketNo(), ticket.code().version()));
      write("PASSED", at, "\"requestId\":\"%s\",\"nth\":1".formatted(requestId));
      write(
          "CLOSED",
          at,
          "\"requestId\":\"%s\",\"passed\":1,\"released\":0,\"cause\":\"ALL_PASSED\""
              .formatted(requestId));
      return requestId;
    }

    /** As a gate does whose chain was refused: a new journal, with what the server has not got. */
    void beginAnew(long acknowledged) {
      List<Uploaded> old = List.copyOf(written.subList((int) acknowledged, written.size()));
      journalId = UUID.randomUUID();
      written.clear();
      last = new byte[JournalChain.HASH_BYTES];
      for (Uploaded entry : old) {
        long seq = written.size() + 1;
        String text = entry.text().replaceFirst("\"seq\":\\d+", "\"seq\":" + seq);
        last = JournalChain.next(last, text);
        written.add(new Uploaded(seq, last, text));
      }
    }

    Acknowledged upload() {
      return journals.upload(gate, journalId, written).orThrow();
    }
  }

  private Instant now() {
    return clock.instant();
  }

  private AuthoriseAnswer showOnline(Ticket ticket, Lane lane) {
    return ((Result.Answered)
            presentations.authorise(
                new Presentations.Showing(
                    UUID.randomUUID(),
                    lane.gate,
                    "reader-" + UUID.randomUUID(),
                    ticket.code().qr(),
                    Direction.ENTRY,
                    9,
                    ProofResult.NOT_ASKED,
                    new byte[0],
                    now())))
        .answer();
  }

  private long count(String condition) {
    return jdbc.sql("SELECT count(*) FROM admission.v_passages WHERE " + condition)
        .query(Long.class)
        .single();
  }

  @Test
  void whatAGateDecidedAloneIsCountedAndTheTicketIsUsedEverywhere() {
    Ticket ticket = tickets.forToday(1);
    one.admitAlone(ticket, "FIRST", now());
    clock.advance(Duration.ofMinutes(5));

    Acknowledged ack = one.upload();

    assertThat(ack.ackSeq()).isEqualTo(3);
    assertThat(ack.conflicts()).isEmpty();
    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
    assertThat(count("kind = 'FIRST' AND decided_by = 'GATE'")).isEqualTo(1);
    assertThat(occupancy.now().people()).isEqualTo(1);
    assertThat(showOnline(ticket, two).reason()).isEqualTo(Reason.ALREADY_USED);
  }

  @Test
  void theSameUploadTwiceIsCountedOnce() {
    Ticket ticket = tickets.forToday(1);
    one.admitAlone(ticket, "FIRST", now());
    one.write("EXIT_PASSED", now(), "");
    one.upload();
    Acknowledged again = one.upload();

    assertThat(again.ackSeq()).isEqualTo(4);
    assertThat(count("true")).isEqualTo(2);
    assertThat(occupancy.now().people()).isZero();
  }

  @Test
  void ofTwoGatesAloneTheFirstByDeviceTimeHasTheUseWhicheverReportsFirst() {
    Ticket ticket = tickets.forToday(1);
    Instant start = now();
    UUID earlier = one.admitAlone(ticket, "FIRST", start);
    UUID later = two.admitAlone(ticket, "FIRST", start.plusSeconds(600));
    clock.advance(Duration.ofHours(1));

    assertThat(two.upload().conflicts()).isEmpty();
    assertThat(one.upload().conflicts()).isEmpty();

    assertThat(count("request_id = '%s' AND conflict IS NULL".formatted(earlier))).isEqualTo(1);
    assertThat(count("request_id = '%s' AND conflict = 'DOUBLE_ENTRY'".formatted(later)))
        .isEqualTo(1);
    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
    assertThat(occupancy.now().people()).isEqualTo(2);
    assertThat(jdbc.sql("SELECT other_request FROM admission.conflict").query(UUID.class).single())
        .isEqualTo(earlier);
  }

  @Test
  void theLaterOneIsToldToItsGateAsAConflictWithTheOtherSide() {
    Ticket ticket = tickets.forToday(1);
    Instant start = now();
    one.admitAlone(ticket, "FIRST", start);
    two.admitAlone(ticket, "FIRST", start.plusSeconds(600));
    clock.advance(Duration.ofHours(1));
    one.upload();

    Acknowledged ack = two.upload();

    assertThat(ack.conflicts()).hasSize(1);
    Journals.ConflictNote note = ack.conflicts().getFirst();
    assertThat(note.seq()).isEqualTo(2);
    assertThat(note.kind()).isEqualTo("DOUBLE_ENTRY");
    assertThat(note.ticketNo()).isEqualTo(ticket.ticketNo());
    assertThat(note.otherGateNo()).isEqualTo(1);
    assertThat(note.otherAt()).isEqualTo(start);
  }

  @Test
  void aPassageThatAGateMadeAloneIsAConflictIfTheTicketWasRefundedMeanwhile() {
    Ticket ticket = tickets.forToday(1);
    assertThat(tickets.lock(ticket)).isTrue();
    one.admitAlone(ticket, "FIRST", now());
    clock.advance(Duration.ofMinutes(1));

    assertThat(one.upload().conflicts())
        .extracting(Journals.ConflictNote::kind)
        .containsExactly("TICKET_NOT_VALID");
    assertThat(tickets.facts(ticket).used()).isZero();
    assertThat(occupancy.now().people()).isEqualTo(1);
  }

  @Test
  void aTicketThatWasNeverIssuedIsAConflictAndIsCounted() {
    Ticket ticket = tickets.forToday(1);
    UUID requestId = UUID.randomUUID();
    one.write(
        "ADMITTED",
        now(),
        ("\"requestId\":\"%s\",\"decidedBy\":\"GATE\",\"passage\":\"FIRST\",\"people\":1,"
                + "\"ticketNo\":%d,\"codeVersion\":1,\"productNo\":6")
            .formatted(requestId, ticket.ticketNo() + 900_000));
    one.write("PASSED", now(), "\"requestId\":\"%s\",\"nth\":1".formatted(requestId));

    assertThat(one.upload().conflicts())
        .extracting(Journals.ConflictNote::kind)
        .containsExactly("UNKNOWN_TICKET");
    assertThat(count("conflict = 'UNKNOWN_TICKET'")).isEqualTo(1);
  }

  @Test
  void aLostConfirmationComesWithTheJournalAndConfirmsTheReservation() {
    Ticket ticket = tickets.forToday(2);
    AuthoriseAnswer answer = showOnline(ticket, one);
    one.write(
        "ADMITTED",
        now(),
        ("\"requestId\":\"%s\",\"decidedBy\":\"SERVER\",\"passage\":\"FIRST\",\"people\":2,"
                + "\"ticketNo\":%d,\"codeVersion\":1,\"productNo\":6")
            .formatted(answer.requestId(), ticket.ticketNo()));
    one.write("PASSED", now(), "\"requestId\":\"%s\",\"nth\":1".formatted(answer.requestId()));
    one.upload();
    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
    assertThat(tickets.facts(ticket).reserved()).isEqualTo(1);

    presentations.confirm(answer.requestId(), one.gate, 1, now());
    one.write(
        "CLOSED",
        now(),
        "\"requestId\":\"%s\",\"passed\":1,\"released\":1,\"cause\":\"TIME_OUT\""
            .formatted(answer.requestId()));
    one.upload();

    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
    assertThat(tickets.facts(ticket).reserved()).isZero();
    assertThat(count("decided_by = 'SERVER' AND kind = 'FIRST'")).isEqualTo(1);
  }

  @Test
  void aGateThatSpeaksOfAnothersPresentationSettlesNothingOfIt() {
    Ticket ticket = tickets.forToday(2);
    AuthoriseAnswer answer = showOnline(ticket, one);
    two.write(
        "ADMITTED",
        now(),
        ("\"requestId\":\"%s\",\"decidedBy\":\"SERVER\",\"passage\":\"FIRST\",\"people\":2,"
                + "\"ticketNo\":%d,\"codeVersion\":1,\"productNo\":6")
            .formatted(answer.requestId(), ticket.ticketNo()));
    two.write("PASSED", now(), "\"requestId\":\"%s\",\"nth\":1".formatted(answer.requestId()));
    two.write("CLOSED", now(), "\"requestId\":\"%s\",\"passed\":1".formatted(answer.requestId()));
    two.write(
        "MANUAL_PASSED",
        now(),
        "\"orderId\":\"%s\",\"nth\":2,\"reason\":\"婴儿车\"".formatted(answer.requestId()));
    two.upload();
    assertThat(tickets.facts(ticket).reserved()).isEqualTo(2);

    presentations.confirm(answer.requestId(), one.gate, 2, now());

    assertThat(tickets.facts(ticket).used()).isEqualTo(2);
    assertThat(
            count(
                "request_id = '%s' AND gate_id = '%s' AND kind = 'FIRST' AND conflict IS NULL"
                    .formatted(answer.requestId(), one.gate.id())))
        .isEqualTo(2);
    // What the other gate tells is kept as its own: somebody walked through it.
    assertThat(count("gate_id = '%s' AND conflict = 'DOUBLE_ENTRY'".formatted(two.gate.id())))
        .isEqualTo(1);
    assertThat(count("gate_id = '%s' AND kind = 'MANUAL'".formatted(two.gate.id()))).isEqualTo(1);
    assertThat(occupancy.now().people()).isEqualTo(4);
  }

  @Test
  void aGateThatSpeaksOfWhatAnotherDecidedAloneDoesNotTakeItsNextPerson() {
    Ticket family = tickets.forToday(2);
    UUID requestId = one.admitAlone(family, "FIRST", now());
    one.upload();
    two.write(
        "ADMITTED",
        now(),
        ("\"requestId\":\"%s\",\"decidedBy\":\"GATE\",\"passage\":\"FIRST\",\"people\":2,"
                + "\"ticketNo\":%d,\"codeVersion\":1,\"productNo\":6")
            .formatted(requestId, family.ticketNo() + 900_000));
    two.write("PASSED", now(), "\"requestId\":\"%s\",\"nth\":2".formatted(requestId));
    two.upload();

    one.write("PASSED", now(), "\"requestId\":\"%s\",\"nth\":2".formatted(requestId));
    one.upload();

    assertThat(tickets.facts(family).used()).isEqualTo(2);
    assertThat(
            count(
                "request_id = '%s' AND gate_id = '%s' AND conflict IS NULL"
                    .formatted(requestId, one.gate.id())))
        .isEqualTo(2);
  }

  @Test
  void aGateThatSpeaksOfAnothersOrderToOpenDoesNotTakeItsPerson() {
    UUID order = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO admission.manual_release
              (order_id, gate_id, people, reason, operator_id, at, not_after)
            VALUES (?, ?, 1, '婴儿车', gen_random_uuid(), now(), now())
            """)
        .params(order, one.gate.id())
        .update();
    String passed = "\"orderId\":\"%s\",\"nth\":1,\"reason\":\"婴儿车\"".formatted(order);
    two.write("MANUAL_PASSED", now(), passed);
    two.upload();
    one.write("MANUAL_PASSED", now(), passed);
    one.upload();

    assertThat(count("request_id = '%s' AND gate_id = '%s'".formatted(order, one.gate.id())))
        .isEqualTo(1);
    assertThat(count("gate_id = '%s' AND kind = 'MANUAL'".formatted(two.gate.id()))).isEqualTo(1);
  }

  @Test
  void whoLeftAndCameBackWhileTheGateWasAloneIsNotAConflict() {
    Ticket ticket = tickets.forToday(1);
    Instant start = now();
    one.admitAlone(ticket, "FIRST", start);
    one.admitAlone(ticket, "EXIT", start.plusSeconds(600));
    one.admitAlone(ticket, "REENTRY", start.plusSeconds(1_200));
    clock.advance(Duration.ofHours(1));

    assertThat(one.upload().conflicts()).isEmpty();

    assertThat(count("kind = 'FIRST'")).isEqualTo(1);
    assertThat(count("kind = 'REENTRY'")).isEqualTo(1);
    assertThat(occupancy.now().people()).isEqualTo(1);
  }

  @Test
  void manualReleasesAndEmergenciesHaveTheirOwnNumbers() {
    UUID staff = UUID.randomUUID();
    one.write(
        "MANUAL_PASSED", now(), "\"reason\":\"婴儿车\",\"by\":\"%s\",\"nth\":1".formatted(staff));
    one.write("UNTICKETED_PASSED", now(), "\"direction\":\"ENTRY\",\"mode\":\"EMERGENCY_OPEN\"");
    one.write("UNTICKETED_PASSED", now(), "\"direction\":\"EXIT\",\"mode\":\"EMERGENCY_OPEN\"");
    one.upload();

    assertThat(count("kind = 'MANUAL' AND reason = '婴儿车' AND released_by = '%s'".formatted(staff)))
        .isEqualTo(1);
    assertThat(count("kind = 'UNTICKETED_IN'")).isEqualTo(1);
    assertThat(count("kind = 'UNTICKETED_OUT'")).isEqualTo(1);
    assertThat(occupancy.now().people()).isEqualTo(1);
  }

  @Test
  void aPassageOfYesterdayIsBookedYesterdayAndOneOfLongAgoToday() {
    Ticket ticket = tickets.forToday(2);
    Instant yesterday = now();
    one.admitAlone(ticket, "FIRST", yesterday);
    clock.advance(Duration.ofDays(1));
    one.upload();
    assertThat(count("business_day = '2026-10-01' AND NOT adjustment")).isEqualTo(1);

    two.admitAlone(ticket, "FIRST", yesterday);
    clock.advance(Duration.ofDays(7));
    two.upload();
    assertThat(count("business_day = '2026-10-09' AND adjustment")).isEqualTo(1);
  }

  @Test
  void aPassageOfAGateWhoseClockIsAheadIsBookedOnTheDayItWasToldOf() {
    one.admitAlone(tickets.forToday(1), "FIRST", now().plus(Duration.ofDays(3)));
    one.upload();
    assertThat(count("adjustment AND business_day = '2026-10-01'")).isEqualTo(1);
    assertThat(occupancy.now().people()).isEqualTo(1);
  }

  @Test
  void aTicketThatExpiredOverNightWasGoodWhenItPassedTheDayBefore() {
    Ticket ticket = tickets.forToday(1);
    one.admitAlone(ticket, "FIRST", now());
    clock.advance(Duration.ofDays(1));
    jdbc.sql("UPDATE ticketing.ticket SET state = 'EXPIRED'").update();

    assertThat(one.upload().conflicts()).isEmpty();
    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
  }

  @Test
  void aGapIsRefusedAndSaysWhereToGoOn() {
    one.write("EXIT_PASSED", now(), "");
    one.write("EXIT_PASSED", now(), "");
    one.write("EXIT_PASSED", now(), "");

    Refusal refusal = refusal(journals.upload(one.gate, one.journalId, one.written.subList(1, 3)));

    assertThat(refusal.code()).isEqualTo(AdmissionProblem.JOURNAL_GAP);
    assertThat(refusal.params()).containsEntry("expectedSeq", 1L);
    assertThat(one.upload().ackSeq()).isEqualTo(3);
  }

  @Test
  void aJournalThatWasTamperedWithIsRefusedForEver() {
    one.write("EXIT_PASSED", now(), "");
    one.write("EXIT_PASSED", now(), "");
    one.upload();
    Uploaded second = one.written.get(1);
    List<Uploaded> forked =
        List.of(
            one.written.get(0),
            new Uploaded(2, JournalChain.next(new byte[32], "other"), second.text()));

    assertThat(refusal(journals.upload(one.gate, one.journalId, forked)).code())
        .isEqualTo(AdmissionProblem.JOURNAL_BROKEN);
    assertThat(refusal(journals.upload(one.gate, one.journalId, one.written)).code())
        .isEqualTo(AdmissionProblem.JOURNAL_BROKEN);
    assertThat(refusal(journals.upload(two.gate, one.journalId, one.written)).code())
        .isEqualTo(AdmissionProblem.JOURNAL_OF_OTHER_GATE);
  }

  @Test
  void afterABreakThePersonInTheLaneIsCountedAndNobodyTwice() {
    Ticket ticket = tickets.forToday(1);
    one.write("EXIT_PASSED", now(), "");
    one.admitAlone(ticket, "FIRST", now());
    List<Uploaded> whole = List.copyOf(one.written);
    one.written.subList(2, 4).clear();
    one.upload();
    one.written.addAll(whole.subList(2, 4));
    // The gate has not heard that its first two entries arrived, and one of the rest is damaged.
    List<Uploaded> damaged = new ArrayList<>(one.written);
    damaged.set(3, new Uploaded(4, new byte[32], whole.get(3).text()));
    Refusal refusal = refusal(journals.upload(one.gate, one.journalId, damaged));
    assertThat(refusal.params()).containsEntry("seq", 4L).containsEntry("ackSeq", 2L);

    one.beginAnew(2);
    assertThat(one.upload().ackSeq()).isEqualTo(2);

    assertThat(count("kind = 'FIRST' AND conflict IS NULL")).isEqualTo(1);
    assertThat(count("kind = 'EXIT_COUNTED'")).isEqualTo(1);
    assertThat(tickets.facts(ticket).used()).isEqualTo(1);
  }

  @Test
  void anEntryThatSaysSomethingElseThanItsHashIsRefusedAndNothingOfItIsBooked() {
    one.write("EXIT_PASSED", now(), "");
    Uploaded honest = one.written.getFirst();
    Uploaded altered =
        new Uploaded(1, honest.hash(), honest.text().replace("EXIT_PASSED", "MANUAL_PASSED"));

    assertThat(refusal(journals.upload(one.gate, one.journalId, List.of(altered))).code())
        .isEqualTo(AdmissionProblem.JOURNAL_BROKEN);
    assertThat(count("true")).isZero();
  }

  @Test
  void anEntryThatGivesItselfAnotherNumberIsRefused() {
    one.write("EXIT_PASSED", now(), "");
    String text = one.written.getFirst().text().replace("\"seq\":1", "\"seq\":7");
    Uploaded misnumbered =
        new Uploaded(1, JournalChain.next(new byte[JournalChain.HASH_BYTES], text), text);

    assertThat(refusal(journals.upload(one.gate, one.journalId, List.of(misnumbered))).code())
        .isEqualTo(AdmissionProblem.JOURNAL_BROKEN);
  }

  private static Refusal refusal(Outcome<Acknowledged> outcome) {
    return ((Outcome.Refused<Acknowledged>) outcome).refusal();
  }
}
