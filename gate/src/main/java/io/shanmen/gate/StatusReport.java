package io.shanmen.gate;

import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.board.Turnstile;
import io.shanmen.gate.board.TurnstileView;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.lane.LaneAgent;
import io.shanmen.gate.lane.ReaderPort;
import io.shanmen.gate.lane.Timings;
import io.shanmen.gate.link.SyncAgent;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.JournalEvent.DecidedBy;
import io.shanmen.gate.store.SyncedList;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a lane is doing, as JSON for the people who look after it. */
final class StatusReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What the report is about. */
  record Sources(
      LaneAgent agent,
      Turnstile turnstile,
      List<ReaderPort> readers,
      SyncedList list,
      Journal journal,
      Errors errors) {}

  private final Sources sources;

  StatusReport(Sources sources) {
    this.sources = sources;
  }

  String json(SyncAgent sync, DisciplinedClock clock) {
    ObjectNode json = JSON.createObjectNode();
    json.put("now", clock.instant().toString());
    json.put("clockPlausible", clock.isPlausible());
    json.put("clockOffsetMillis", clock.offsetMillis());
    json.put("mode", sources.agent().mode().name());
    json.put("serverReachable", sync.isReachable());
    json.put("serving", sources.agent().isServing());
    putBoard(json.putObject("board"));
    for (ReaderPort reader : sources.readers()) {
      ObjectNode one = json.withObject("/readers").putObject(reader.name());
      one.put("up", reader.isUp());
      one.put("codes", reader.codes());
      one.put("overlong", reader.overlong());
    }
    Instant asOf = sources.list().asOf();
    ObjectNode list = json.putObject("list");
    list.put("asOf", asOf == null ? null : asOf.toString());
    list.put("tickets", sources.list().ticketCount());
    list.put("received", sources.list().received());
    ObjectNode journal = json.putObject("journal");
    journal.put("id", sources.journal().id().toString());
    journal.put("lastSeq", sources.journal().lastSeq());
    journal.put("acknowledged", sync.acknowledged());
    journal.put("conflicts", sync.conflicts());
    ObjectNode timings = json.putObject("fromLastByteToOpenMicros");
    putTimings(timings.putObject("decidedHere"), sources.agent().timings(DecidedBy.GATE));
    putTimings(timings.putObject("decidedByServer"), sources.agent().timings(DecidedBy.SERVER));
    json.put("errors", sources.errors().total());
    for (Errors.Entry entry : sources.errors().entries()) {
      ObjectNode one = json.withArray("/distinctErrors").addObject();
      one.put("where", entry.where());
      one.put("text", entry.text());
      one.put("count", entry.count());
      one.put("last", entry.last().toString());
    }
    return JSON.writeValueAsString(json);
  }

  private void putBoard(ObjectNode json) {
    TurnstileView view = sources.turnstile().view();
    json.put("health", view.health().name());
    json.put("position", view.position().name());
    json.put("fault", view.fault());
    json.put("alarm", view.alarm());
    json.put("entered", view.entered());
    json.put("exited", view.exited());
  }

  private static void putTimings(ObjectNode json, Timings timings) {
    json.put("count", timings.count());
    json.put("p50", timings.micros(50));
    json.put("p99", timings.micros(99));
    json.put("max", timings.micros(100));
  }
}
