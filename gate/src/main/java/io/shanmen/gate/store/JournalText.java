package io.shanmen.gate.store;

import io.shanmen.gate.store.JournalEvent.Admission;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Journal events as the line of JSON that is hashed and uploaded as it was written. */
final class JournalText {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private JournalText() {}

  static String of(long seq, Instant at, JournalEvent event) {
    ObjectNode text = JSON.createObjectNode();
    text.put("seq", seq);
    text.put("at", MILLIS.format(at));
    switch (event) {
      case JournalEvent.Started e -> {
        text.put("kind", "STARTED");
        text.put("bootId", e.bootId().toString());
        text.put("program", e.program());
      }
      case JournalEvent.Admitted e -> putAdmission(text, e.admission());
      case JournalEvent.Passed e -> {
        text.put("kind", "PASSED");
        text.put("requestId", e.requestId().toString());
        text.put("nth", e.nth());
      }
      case JournalEvent.Closed e -> {
        text.put("kind", "CLOSED");
        text.put("requestId", e.requestId().toString());
        text.put("passed", e.passed());
        text.put("released", e.released());
        text.put("cause", e.cause().name());
      }
      case JournalEvent.Refused e -> {
        text.put("kind", "REFUSED");
        text.put("requestId", e.requestId().toString());
        text.put("decidedBy", e.decidedBy().name());
        text.put("reason", e.reason().name());
        putTicket(text, e.ticketNo());
        text.put("reader", e.reader());
      }
      case JournalEvent.ManualPassed e -> {
        text.put("kind", "MANUAL_PASSED");
        text.put("orderId", e.orderId().toString());
        text.put("reason", e.reason());
        text.put("by", e.by());
        text.put("nth", e.nth());
      }
      case JournalEvent.UnticketedPassed e -> {
        text.put("kind", "UNTICKETED_PASSED");
        text.put("direction", e.direction().name());
        text.put("mode", e.mode().name());
      }
      case JournalEvent.ExitPassed _ -> text.put("kind", "EXIT_PASSED");
      case JournalEvent.ModeChanged e -> {
        text.put("kind", "MODE");
        text.put("from", e.from().name());
        text.put("to", e.to().name());
        text.put("cause", e.cause());
      }
      case JournalEvent.Fault e -> {
        text.put("kind", "FAULT");
        text.put("part", e.part().name());
        text.put("text", e.text());
      }
      case JournalEvent.ClockSet e -> {
        text.put("kind", "CLOCK");
        text.put("offsetMillis", e.offsetMillis());
        text.put("plausible", e.plausible());
      }
    }
    return JSON.writeValueAsString(text);
  }

  /** The same event under another number. */
  static String renumbered(String text, long seq) {
    ObjectNode entry = (ObjectNode) JSON.readTree(text);
    entry.put("seq", seq);
    return JSON.writeValueAsString(entry);
  }

  private static void putAdmission(ObjectNode text, Admission admission) {
    text.put("kind", "ADMITTED");
    text.put("requestId", id(admission.requestId()));
    text.put("decidedBy", admission.decidedBy().name());
    text.put("passage", admission.passage().name());
    text.put("people", admission.people());
    text.put("medium", admission.medium().name());
    text.put("ticketNo", admission.ticket().number());
    text.put("codeVersion", admission.ticket().version());
    text.put("productNo", admission.productNo());
    text.put("reader", admission.reader());
  }

  private static void putTicket(ObjectNode text, @Nullable Long ticketNo) {
    if (ticketNo == null) {
      text.putNull("ticketNo");
    } else {
      text.put("ticketNo", ticketNo);
    }
  }

  private static String id(UUID id) {
    return id.toString();
  }
}
