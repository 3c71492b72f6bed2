package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.cashdesk.ShiftList.ShiftSummary;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** The supervisor's side of the cash desk over HTTP. */
@RestController
@RequestMapping("/api/cashdesk")
class SupervisionController {

  /**
   * Issues a float, asked for or not.
   *
   * @param floatId that of the request, or made by the client
   * @param operatorId the cashier
   * @param terminalId the computer whose drawer it goes into
   * @param lines what is in it, by denomination
   */
  record IssueRequest(
      @NotNull UUID floatId,
      @NotNull UUID operatorId,
      @NotNull UUID terminalId,
      @NotNull @Size(max = TillController.LIMIT_LINES) List<@Valid @NotNull CashLine> lines) {}

  /**
   * Accepts a difference.
   *
   * @param reason why it is accepted, or what is done about it
   */
  record AcceptanceRequest(@NotBlank @Size(max = 400) String reason) {}

  /**
   * Accepts a difference at the cashier's own computer.
   *
   * @param approver the sign-in name of the person who accepts
   * @param secret that person's PIN or password
   * @param reason why it is accepted, or what is done about it
   */
  record AcceptanceHereRequest(
      @NotBlank @Size(max = 60) String approver,
      @NotBlank @Size(max = 200) String secret,
      @NotBlank @Size(max = 400) String reason) {}

  /**
   * When cash must be dropped.
   *
   * @param dropLimitMinor the most that the drawer may hold, in minor units
   */
  record DrawerSettings(@Min(10_000) @Max(100_000_000) long dropLimitMinor) {}

  private final Floats floats;
  private final DrawerMoves moves;
  private final Acceptances acceptances;
  private final ShiftList list;
  private final ShiftReports reports;
  private final Drawers drawers;
  private final Audited audited;

  SupervisionController(
      Floats floats,
      DrawerMoves moves,
      Acceptances acceptances,
      ShiftList list,
      ShiftReports reports,
      Drawers drawers,
      Audited audited) {
    this.floats = floats;
    this.moves = moves;
    this.acceptances = acceptances;
    this.list = list;
    this.reports = reports;
    this.drawers = drawers;
    this.audited = audited;
  }

  /** Floats that are asked for or wait to be counted. */
  @GetMapping("/floats")
  @Permit(CashDeskPermissions.ISSUE_FLOAT)
  List<CashFloat> waitingFloats() {
    return floats.waiting();
  }

  @PostMapping("/floats")
  @Permit(CashDeskPermissions.ISSUE_FLOAT)
  Outcome<CashFloat> issueFloat(@Valid @RequestBody IssueRequest request, SignedIn who) {
    Till till = new Till(request.operatorId(), request.terminalId());
    return audited.run(
        who.actor(),
        "float_issued",
        AuditSubject.of("float", request.floatId()),
        () -> floats.issue(request.floatId(), till, request.lines(), who));
  }

  @PostMapping("/floats/{floatId}/cancellation")
  @Permit({CashDeskPermissions.ISSUE_FLOAT, CashDeskPermissions.WORK})
  Outcome<CashFloat> cancelFloat(@PathVariable UUID floatId, SignedIn who) {
    return audited.run(
        who.actor(),
        "float_cancelled",
        AuditSubject.of("float", floatId),
        () -> floats.cancel(floatId, who));
  }

  /** Drops that wait to be received. */
  @GetMapping("/drops")
  @Permit(CashDeskPermissions.RECEIVE_DROP)
  List<DropSlip> offeredDrops() {
    return moves.offered();
  }

  @PostMapping("/drops/{dropId}/receipt")
  @Permit(CashDeskPermissions.RECEIVE_DROP)
  Outcome<DropSlip> receiveDrop(@PathVariable UUID dropId, SignedIn who) {
    return audited.run(
        who.actor(),
        "drop_received",
        AuditSubject.of("drop", dropId),
        () -> moves.receiveDrop(dropId, who));
  }

  /** The shifts of a day (today if none is given) and all that wait for somebody. */
  @GetMapping("/shifts")
  @Permit(CashDeskPermissions.REPORT)
  List<ShiftSummary> shifts(@RequestParam(required = false) @Nullable LocalDate day) {
    return list.ofDay(day);
  }

  /** The X report of an open shift, the Z report of a closed one. */
  @GetMapping("/shifts/{shiftId}/report")
  @Permit({CashDeskPermissions.REPORT, CashDeskPermissions.WORK})
  Outcome<ShiftReport> shiftReport(@PathVariable UUID shiftId, SignedIn who) {
    return reports.read(new ShiftId(shiftId), who);
  }

  @PostMapping("/shifts/{shiftId}/acceptance")
  @Permit({CashDeskPermissions.ACCEPT, CashDeskPermissions.ACCEPT_LARGE})
  Outcome<ShiftReport> acceptDifference(
      @PathVariable UUID shiftId, @Valid @RequestBody AcceptanceRequest request, SignedIn who) {
    return acceptances.accept(new ShiftId(shiftId), request.reason(), who);
  }

  /** The same, by a person who steps up to the cashier's computer. */
  @PostMapping("/shifts/{shiftId}/acceptance-here")
  @Permit(CashDeskPermissions.WORK)
  Outcome<ShiftReport> acceptDifferenceHere(
      @PathVariable UUID shiftId, @Valid @RequestBody AcceptanceHereRequest request, SignedIn who) {
    return acceptances.acceptHere(
        new ShiftId(shiftId),
        request.reason(),
        new Acceptances.Step(request.approver(), request.secret()),
        who);
  }

  @PutMapping("/drawers/{terminalId}")
  @Permit(CashDeskPermissions.SETTINGS)
  Outcome<DrawerSettings> setDrawer(
      @PathVariable UUID terminalId, @Valid @RequestBody DrawerSettings settings, SignedIn who) {
    return audited.run(
        who.actor(),
        "drawer_limit_set",
        AuditSubject.of("terminal", terminalId),
        () -> drawers.setDropLimit(terminalId, settings.dropLimitMinor()).map(done -> settings));
  }
}
