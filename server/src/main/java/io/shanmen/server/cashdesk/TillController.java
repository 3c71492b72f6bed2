package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.cashdesk.DropStore.Movement;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The cashier's side of the cash desk over HTTP. */
@RestController
@RequestMapping("/api/cashdesk")
class TillController {

  /** The most lines of a count: no currency has more notes and coins. */
  static final int LIMIT_LINES = 24;

  /** The most that one movement of cash may be, in minor units: a million yuan. */
  private static final long LIMIT_MINOR = 100_000_000L;

  /**
   * Asks for a float at this computer.
   *
   * @param floatId made by the client
   */
  record FloatRequest(@NotNull UUID floatId) {}

  /**
   * Opens a shift with a float that was issued.
   *
   * @param shiftId made by the client; the same id again is the same shift
   * @param floatId the float
   * @param lines what the cashier counted, by denomination
   */
  record OpenRequest(
      @NotNull UUID shiftId,
      @NotNull UUID floatId,
      @NotNull @Size(max = LIMIT_LINES) List<@Valid @NotNull CashLine> lines) {}

  /**
   * Pays cash in or out.
   *
   * @param movementId made by the client
   * @param paidIn true if cash comes in
   * @param amountMinor how much, in minor units
   * @param reason why
   */
  record MovementRequest(
      @NotNull UUID movementId,
      boolean paidIn,
      @Min(1) @Max(LIMIT_MINOR) long amountMinor,
      @NotBlank @Size(max = 200) String reason) {}

  /**
   * Offers cash of the drawer to be dropped.
   *
   * @param dropId made by the client
   * @param lines what is dropped, by denomination
   */
  record DropRequest(
      @NotNull UUID dropId,
      @NotNull @Size(max = LIMIT_LINES) List<@Valid @NotNull CashLine> lines) {}

  /**
   * A duty officer steps up to the cashier's computer (R9).
   *
   * @param officer the duty officer's sign-in name
   * @param secret that person's PIN or password
   */
  record DutyOfficerRequest(
      @NotBlank @Size(max = 60) String officer, @NotBlank @Size(max = 200) String secret) {}

  /**
   * The incoming cashier signs for what this shift leaves (R9).
   *
   * @param incoming the incoming cashier's sign-in name
   * @param secret that person's PIN or password
   */
  record HandoverRequest(
      @NotBlank @Size(max = 60) String incoming, @NotBlank @Size(max = 200) String secret) {}

  /**
   * A blind count.
   *
   * @param countId made by the client
   * @param lines what is in the drawer, by denomination
   */
  record CountRequest(
      @NotNull UUID countId,
      @NotNull @Size(max = LIMIT_LINES) List<@Valid @NotNull CashLine> lines) {}

  private final Shifts shifts;
  private final Floats floats;
  private final DrawerMoves moves;
  private final Closing closing;
  private final Handovers handovers;
  private final DutyOfficers dutyOfficers;
  private final Audited audited;

  TillController(
      Shifts shifts,
      Floats floats,
      DrawerMoves moves,
      Closing closing,
      Handovers handovers,
      DutyOfficers dutyOfficers,
      Audited audited) {
    this.shifts = shifts;
    this.floats = floats;
    this.moves = moves;
    this.closing = closing;
    this.handovers = handovers;
    this.dutyOfficers = dutyOfficers;
    this.audited = audited;
  }

  /** How the caller's till stands, and the denominations to count. */
  @GetMapping("/till")
  @Permit({CashDeskPermissions.WORK, CashDeskPermissions.ISSUE_FLOAT})
  TillView till(SignedIn who) {
    return shifts.till(who);
  }

  @PostMapping("/floats/requests")
  @Permit(CashDeskPermissions.WORK)
  Outcome<CashFloat> requestFloat(@Valid @RequestBody FloatRequest request, SignedIn who) {
    return audited.run(
        who.actor(),
        "float_requested",
        AuditSubject.of("float", request.floatId()),
        () -> floats.request(request.floatId(), who));
  }

  @PostMapping("/shifts")
  @Permit(CashDeskPermissions.WORK)
  Outcome<TillView> openShift(@Valid @RequestBody OpenRequest request, SignedIn who) {
    ShiftId id = new ShiftId(request.shiftId());
    return audited.run(
        who.actor(),
        "shift_opened",
        AuditSubject.of("shift", request.shiftId()),
        () -> shifts.open(id, request.floatId(), request.lines(), who));
  }

  @PostMapping("/shifts/{shiftId}/movements")
  @Permit(CashDeskPermissions.MOVE_CASH)
  Outcome<Movement> moveCash(
      @PathVariable UUID shiftId, @Valid @RequestBody MovementRequest request, SignedIn who) {
    Movement movement =
        new Movement(
            request.movementId(), request.paidIn(), request.amountMinor(), request.reason());
    return audited.run(
        who.actor(),
        request.paidIn() ? "cash_paid_in" : "cash_paid_out",
        AuditSubject.of("shift", shiftId),
        () -> moves.move(new ShiftId(shiftId), movement, who));
  }

  @PostMapping("/shifts/{shiftId}/drops")
  @Permit(CashDeskPermissions.WORK)
  Outcome<DropSlip> offerDrop(
      @PathVariable UUID shiftId, @Valid @RequestBody DropRequest request, SignedIn who) {
    return audited.run(
        who.actor(),
        "drop_offered",
        AuditSubject.of("drop", request.dropId()),
        () -> moves.offerDrop(new ShiftId(shiftId), request.dropId(), request.lines(), who));
  }

  @PostMapping("/drops/{dropId}/cancellation")
  @Permit(CashDeskPermissions.WORK)
  Outcome<DropSlip> cancelDrop(@PathVariable UUID dropId, SignedIn who) {
    return audited.run(
        who.actor(),
        "drop_cancelled",
        AuditSubject.of("drop", dropId),
        () -> moves.cancelDrop(dropId, who));
  }

  /** Stops the sale so that the drawer can be counted. */
  @PostMapping("/shifts/{shiftId}/close")
  @Permit(CashDeskPermissions.WORK)
  Outcome<TillView> beginClosing(@PathVariable UUID shiftId, SignedIn who) {
    return audited.run(
        who.actor(),
        "closing_begun",
        AuditSubject.of("shift", shiftId),
        () -> closing.begin(new ShiftId(shiftId), who).map(shift -> shifts.till(who)));
  }

  /** The same, with what is left over handed to the next shift: both cashiers sign (R9). */
  @PostMapping("/shifts/{shiftId}/handover")
  @Permit(CashDeskPermissions.WORK)
  Outcome<TillView> handShiftOver(
      @PathVariable UUID shiftId, @Valid @RequestBody HandoverRequest request, SignedIn who) {
    return handovers
        .sign(new ShiftId(shiftId), new Acceptances.Step(request.incoming(), request.secret()), who)
        .map(shift -> shifts.till(who));
  }

  /** Takes over what a shift left at this drawer to somebody else. */
  @PostMapping("/handovers/{shiftId}/taking-over")
  @Permit(CashDeskPermissions.WORK)
  Outcome<TillView> takeShiftOver(@PathVariable UUID shiftId, SignedIn who) {
    return handovers.takeOver(shiftId, who).map(left -> shifts.till(who));
  }

  /** Goes on selling, as long as nothing was counted. */
  @PostMapping("/shifts/{shiftId}/resume")
  @Permit(CashDeskPermissions.WORK)
  Outcome<TillView> resumeShift(@PathVariable UUID shiftId, SignedIn who) {
    return audited.run(
        who.actor(),
        "shift_resumed",
        AuditSubject.of("shift", shiftId),
        () -> closing.resume(new ShiftId(shiftId), who).map(shift -> shifts.till(who)));
  }

  @PostMapping("/shifts/{shiftId}/duty-officer")
  @Permit(CashDeskPermissions.WORK)
  Outcome<TillView> callDutyOfficer(
      @PathVariable UUID shiftId, @Valid @RequestBody DutyOfficerRequest request, SignedIn who) {
    return dutyOfficers
        .stepUp(
            new ShiftId(shiftId), new Acceptances.Step(request.officer(), request.secret()), who)
        .map(shift -> shifts.till(who));
  }

  @PostMapping("/shifts/{shiftId}/counts")
  @Permit(CashDeskPermissions.WORK)
  Outcome<CountAnswer> submitCount(
      @PathVariable UUID shiftId, @Valid @RequestBody CountRequest request, SignedIn who) {
    return audited.run(
        who.actor(),
        "drawer_counted",
        AuditSubject.of("shift", shiftId),
        () -> closing.submit(new ShiftId(shiftId), request.countId(), request.lines(), who));
  }
}
