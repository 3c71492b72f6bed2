package io.shanmen.server.admission;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.admission.GateStatus.GateDirection;
import io.shanmen.server.admission.GateStatus.OrderedMode;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.park.Occupancy;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gates, the count of people and the policy of admission, for the people who run them. */
@RestController
@RequestMapping("/api/admission")
class AdmissionController {

  /** A gate's number and the ways it is passed. */
  record GateDescription(@Min(1) @Max(999) int no, @NotNull GateDirection direction) {}

  /** What a gate is ordered to do, and why. */
  record ModeOrder(@NotNull OrderedMode mode, @NotBlank @Size(max = 200) String reason) {}

  /** Lets people in by hand. */
  record ManualReleaseRequest(
      @NotNull UUID requestId,
      @NotNull UUID gateId,
      @Min(1) @Max(99) int people,
      @NotBlank @Size(max = 200) String reason) {}

  /** The order to the gate, which it may follow until {@code notAfter}. */
  record ManualRelease(
      UUID requestId, UUID gateId, int people, String reason, Instant at, Instant notAfter) {}

  /** Corrects the count of people in the park. */
  record CorrectionRequest(
      @NotNull UUID requestId, int delta, @NotBlank @Size(max = 200) String reason) {}

  /** A conflict of passages, with both sides. */
  record ConflictView(
      UUID requestId,
      int nth,
      String kind,
      @Nullable Long ticketNo,
      @Nullable String ticketState,
      int gateNo,
      Instant at,
      @Nullable Integer otherGateNo,
      @Nullable Instant otherAt,
      Instant foundAt) {}

  /** Conflicts, newest first. */
  record ConflictPage(List<ConflictView> conflicts, @Nullable String next) {}

  /** The six numbers of a day, which are never added up into one another, and the rest. */
  record DayCounts(
      LocalDate day,
      long admissions,
      long passages,
      long reentries,
      long exits,
      long manual,
      long unticketed,
      long conflicts) {}

  private final AdmissionDesk desk;

  AdmissionController(AdmissionDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/gates")
  @Permit({"admission.view", "admission.configure", "admission.release"})
  List<GateStatus> gates() {
    return desk.gates();
  }

  @PutMapping("/gates/{gateId}")
  @Permit("admission.configure")
  Outcome<GateStatus> describeGate(
      @PathVariable UUID gateId, @Valid @RequestBody GateDescription wanted, SignedIn who) {
    return desk.describe(gateId, wanted, who).map(this::status);
  }

  /** Orders a gate to open for everybody, or to work normally again. */
  @PutMapping("/gates/{gateId}/mode")
  @Permit("admission.emergency")
  Outcome<GateStatus> orderGate(
      @PathVariable UUID gateId, @Valid @RequestBody ModeOrder order, SignedIn who) {
    return desk.order(gateId, order, who).map(this::status);
  }

  /** Opens a gate for people whom staff lets in; counted apart, with the reason. */
  @PostMapping("/manual-releases")
  @Permit("admission.release")
  Outcome<ManualRelease> releaseManually(
      @Valid @RequestBody ManualReleaseRequest request, SignedIn who) {
    return desk.releaseManually(request, who);
  }

  @GetMapping("/in-park")
  @Permit({"admission.view", "admission.correct"})
  InPark inPark() {
    return desk.inPark();
  }

  /** Corrects the count of people in the park (R28). */
  @PostMapping("/in-park/corrections")
  @Permit("admission.correct")
  Outcome<InPark> correctInPark(@Valid @RequestBody CorrectionRequest request, SignedIn who) {
    return desk.correct(
        new Occupancy.Correction(request.requestId(), request.delta(), request.reason()), who);
  }

  /** The counts of a business day; today's without a day. */
  @GetMapping("/counts")
  @Permit("admission.view")
  DayCounts counts(@RequestParam(required = false) @Nullable LocalDate day) {
    return desk.counts(day);
  }

  /** Conflicts, newest first. */
  @GetMapping("/conflicts")
  @Permit("admission.view")
  ConflictPage conflicts(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    return desk.conflicts(after, Math.clamp(limit, 1, 200));
  }

  @GetMapping("/settings")
  @Permit({"admission.view", "admission.configure"})
  AdmissionSettings admissionSettings() {
    return desk.settings();
  }

  @PutMapping("/settings")
  @Permit("admission.configure")
  Outcome<AdmissionSettings> saveAdmissionSettings(
      @Valid @RequestBody AdmissionSettings settings, SignedIn who) {
    return desk.save(settings, who);
  }

  private GateStatus status(Gate gate) {
    return desk.gates().stream()
        .filter(status -> status.gateId().equals(gate.id()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a gate without a status: " + gate));
  }
}
