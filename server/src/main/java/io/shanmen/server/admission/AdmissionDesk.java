package io.shanmen.server.admission;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.admission.AdmissionController.ConflictPage;
import io.shanmen.server.admission.AdmissionController.ConflictView;
import io.shanmen.server.admission.AdmissionController.DayCounts;
import io.shanmen.server.admission.AdmissionController.GateDescription;
import io.shanmen.server.admission.AdmissionController.ManualRelease;
import io.shanmen.server.admission.AdmissionController.ManualReleaseRequest;
import io.shanmen.server.admission.AdmissionController.ModeOrder;
import io.shanmen.server.admission.feed.FeedItem;
import io.shanmen.server.admission.feed.FeedNews;
import io.shanmen.server.admission.feed.FeedNews.News;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.GateHealth;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.admission.park.SettingsStore;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.SignedIn;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do about admission; each act is in the audit log. */
@Component
class AdmissionDesk {

  private final Gates gates;
  private final GateHealth health;
  private final Occupancy occupancy;
  private final SettingsStore settings;
  private final DeskStore store;
  private final FeedNews news;
  private final Audit audit;

  AdmissionDesk(
      Gates gates,
      GateHealth health,
      Occupancy occupancy,
      SettingsStore settings,
      DeskStore store,
      FeedNews news,
      Audit audit) {
    this.gates = gates;
    this.health = health;
    this.occupancy = occupancy;
    this.settings = settings;
    this.store = store;
    this.news = news;
    this.audit = audit;
  }

  List<GateStatus> gates() {
    return health.all();
  }

  @Transactional
  Outcome<Gate> describe(UUID gateId, GateDescription wanted, SignedIn who) {
    Outcome<Gate> done = gates.describe(gateId, wanted.no(), wanted.direction());
    if (done.isDone()) {
      record(
          who,
          "admission.gate_described",
          AuditSubject.of("gate", gateId),
          Map.of("no", wanted.no(), "direction", wanted.direction()));
    }
    return done;
  }

  @Transactional
  Outcome<Gate> order(UUID gateId, ModeOrder order, SignedIn who) {
    Outcome<Gate> done = gates.order(gateId, order.mode());
    if (done.isDone()) {
      record(
          who,
          "admission.gate_ordered",
          AuditSubject.of("gate", gateId),
          Map.of("mode", order.mode(), "reason", order.reason()));
    }
    return done;
  }

  /** Tells the gate to open; the passages come back in its journal and are counted then. */
  @Transactional
  Outcome<ManualRelease> releaseManually(ManualReleaseRequest request, SignedIn who) {
    if (gates.find(request.gateId()).isEmpty()) {
      return Outcome.refused(AdmissionProblem.GATE_UNKNOWN);
    }
    DeskStore.Written written = store.insertManualRelease(request, who.operatorId());
    ManualRelease release = written.release();
    if (!release.gateId().equals(request.gateId())
        || release.people() != request.people()
        || !release.reason().equals(request.reason())) {
      return Outcome.refused(AdmissionProblem.REQUEST_CONFLICT);
    }
    if (written.isNew()) {
      news.append(
          List.of(
              News.lasting(
                  new FeedItem.OpenOrder(
                      release.requestId(),
                      release.gateId(),
                      release.people(),
                      release.reason(),
                      who.operatorId().toString(),
                      release.notAfter()))));
      record(
          who,
          "admission.released_manually",
          AuditSubject.of("gate", request.gateId()),
          Map.of("people", request.people(), "reason", request.reason()));
    }
    return Outcome.done(release);
  }

  InPark inPark() {
    return occupancy.now();
  }

  @Transactional
  Outcome<InPark> correct(Occupancy.Correction correction, SignedIn who) {
    Outcome<InPark> done = occupancy.correct(correction, who.operatorId());
    if (done.isDone()) {
      record(
          who,
          "admission.in_park_corrected",
          AuditSubject.of("correction", correction.requestId()),
          Map.of("delta", correction.delta(), "reason", correction.reason()));
    }
    return done;
  }

  DayCounts counts(@Nullable LocalDate day) {
    return store.counts(day == null ? occupancy.now().day().date() : day);
  }

  ConflictPage conflicts(@Nullable String after, int limit) {
    List<ConflictView> conflicts = store.conflicts(after, limit);
    return new ConflictPage(
        conflicts, conflicts.size() < limit ? null : DeskStore.cursor(conflicts.getLast()));
  }

  AdmissionSettings settings() {
    return settings.settings();
  }

  @Transactional
  Outcome<AdmissionSettings> save(AdmissionSettings wanted, SignedIn who) {
    String fault = wanted.fault();
    if (fault != null) {
      return Outcome.refused(AdmissionProblem.SETTINGS_INVALID, Map.of("why", fault));
    }
    settings.save(wanted);
    record(
        who,
        "admission.settings_saved",
        new AuditSubject("settings", "admission"),
        Map.of(
            "instantCapacity", wanted.instantCapacity(),
            "dayCapacity", wanted.dayCapacity(),
            "reentriesPerDay", wanted.reentry().maxPerDay()));
    return Outcome.done(wanted);
  }

  private void record(
      SignedIn who, String action, AuditSubject subject, Map<String, @Nullable Object> facts) {
    audit.record(AuditEntry.done(who.actor(), action, subject).after(facts));
  }
}
