package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.identity.OpenToAll;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.Sessions;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.terminal.TerminalTable.Decided;
import io.shanmen.server.terminal.TerminalTable.Row;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How computers and gates become terminals, and the back office's page of them. */
@RestController
@RequestMapping("/api/terminal")
class TerminalController {

  private final TerminalRequests requests;
  private final Enrolments enrolments;
  private final EnrolmentGuesses guesses;
  private final TerminalAdministration administration;
  private final TerminalTable terminals;
  private final Challenges challenges;
  private final Sessions sessions;

  TerminalController(
      TerminalRequests requests,
      Enrolments enrolments,
      EnrolmentGuesses guesses,
      TerminalAdministration administration,
      TerminalTable terminals,
      Challenges challenges,
      Sessions sessions) {
    this.requests = requests;
    this.enrolments = enrolments;
    this.guesses = guesses;
    this.administration = administration;
    this.terminals = terminals;
    this.challenges = challenges;
    this.sessions = sessions;
  }

  record AskForApproval(
      @NotNull UUID terminalId,
      @NotBlank @Size(max = 60) String name,
      @NotNull @Size(max = 500) String publicKey) {}

  /** What the asking browser sees; the pairing code is there while it waits. */
  record RequestView(
      UUID terminalId, String name, TerminalState state, @Nullable String pairingCode) {

    static RequestView of(Row row) {
      Terminal terminal = row.terminal();
      return new RequestView(terminal.id(), terminal.name(), terminal.state(), row.pairingCode());
    }
  }

  record ForTerminal(@NotNull UUID terminalId) {}

  record ChallengeView(String challenge) {}

  record Enrol(
      @NotBlank @Size(max = 40) String code,
      @NotBlank @Size(max = 60) String name,
      @NotNull @Size(max = 500) String publicKey) {}

  record Enrolled(UUID terminalId) {}

  record MakeCode(
      @NotNull TerminalKind kind,
      @Nullable @Min(1) @Max(Terminal.CHECKPOINT_MAX) Integer checkpoint) {}

  record CodeView(String code, Instant validUntil) {}

  /**
   * A terminal as the console shows it.
   *
   * @param pairingCode while it asks: the approver compares it with the screen that asks
   * @param askedFrom the network address that it asked from
   * @param lastSeenAt the last request of one of its sessions, to the minute
   * @param skewMillis how far its clock was ahead of the server's, where it said
   */
  record TerminalView(
      UUID terminalId,
      String name,
      TerminalKind kind,
      TerminalState state,
      @Nullable String pairingCode,
      @Nullable Integer checkpoint,
      Instant askedAt,
      @Nullable String askedFrom,
      @Nullable Instant decidedAt,
      @Nullable UUID decidedBy,
      @Nullable Instant lastSeenAt,
      @Nullable Long skewMillis,
      long version) {

    static TerminalView of(Row row, @Nullable Instant lastSeenAt) {
      Terminal terminal = row.terminal();
      Decided decided = row.decided();
      return new TerminalView(
          terminal.id(),
          terminal.name(),
          terminal.kind(),
          terminal.state(),
          row.pairingCode(),
          terminal.checkpoint(),
          row.asked().at(),
          row.asked().from(),
          decided == null ? null : decided.at(),
          decided == null ? null : decided.by(),
          lastSeenAt,
          row.skewMillis(),
          row.version());
    }
  }

  record Approve(
      @NotBlank @Size(max = 10) String pairingCode, @NotBlank @Size(max = 60) String name) {}

  record ChangeTerminal(
      @NotBlank @Size(max = 60) String name,
      @Nullable @Min(1) @Max(Terminal.CHECKPOINT_MAX) Integer checkpoint,
      long version) {}

  @PostMapping("/requests")
  @OpenToAll
  Outcome<RequestView> askForApproval(
      @Valid @RequestBody AskForApproval ask, HttpServletRequest request) {
    return requests
        .ask(
            new TerminalRequests.Request(
                ask.terminalId(), ask.name(), ask.publicKey(), request.getRemoteAddr()))
        .map(RequestView::of);
  }

  @GetMapping("/requests/{terminalId}")
  @OpenToAll
  Outcome<RequestView> approvalRequest(@PathVariable UUID terminalId) {
    return requests
        .find(terminalId)
        .map(row -> Outcome.done(RequestView.of(row)))
        .orElseGet(() -> Outcome.refused(Refusal.of(TerminalProblem.TERMINAL_UNKNOWN)));
  }

  @PostMapping("/challenges")
  @OpenToAll
  ChallengeView makeChallenge(@Valid @RequestBody ForTerminal body) {
    return new ChallengeView(challenges.make(body.terminalId()));
  }

  @PostMapping("/enrolments")
  @OpenToAll
  Outcome<Enrolled> enrol(@Valid @RequestBody Enrol enrol, HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (!guesses.mayTry(address)) {
      return Outcome.refused(TerminalProblem.ENROLMENT_LOCKED);
    }
    return enrolments
        .enrol(enrol.code(), enrol.name(), enrol.publicKey())
        .map(
            terminal -> {
              guesses.wasRight(address);
              return new Enrolled(terminal.id());
            });
  }

  @PostMapping("/enrolment-codes")
  @Permit(TerminalPermissions.MANAGE)
  CodeView makeEnrolmentCode(SignedIn by, @Valid @RequestBody MakeCode make) {
    Enrolments.Code code = enrolments.makeCode(by, make.kind(), make.checkpoint());
    return new CodeView(code.code(), code.validUntil());
  }

  @GetMapping("/terminals")
  @Permit({TerminalPermissions.VIEW, TerminalPermissions.MANAGE})
  List<TerminalView> terminals() {
    List<Row> rows = terminals.all();
    Map<UUID, Instant> lastUse = sessions.lastUse(rows.stream().map(Row::id).toList());
    return rows.stream().map(row -> TerminalView.of(row, lastUse.get(row.id()))).toList();
  }

  @PostMapping("/terminals/{terminalId}/approval")
  @Permit(TerminalPermissions.MANAGE)
  Outcome<TerminalView> approveTerminal(
      SignedIn by, @PathVariable UUID terminalId, @Valid @RequestBody Approve approve) {
    return requests
        .approve(by, terminalId, approve.pairingCode(), approve.name())
        .map(row -> TerminalView.of(row, null));
  }

  @PostMapping("/terminals/{terminalId}/refusal")
  @Permit(TerminalPermissions.MANAGE)
  Outcome<TerminalView> refuseTerminal(SignedIn by, @PathVariable UUID terminalId) {
    return requests.refuse(by, terminalId).map(row -> TerminalView.of(row, null));
  }

  @PutMapping("/terminals/{terminalId}")
  @Permit(TerminalPermissions.MANAGE)
  Outcome<TerminalView> changeTerminal(
      SignedIn by, @PathVariable UUID terminalId, @Valid @RequestBody ChangeTerminal change) {
    TerminalAdministration.Wanted wanted =
        new TerminalAdministration.Wanted(change.name(), change.checkpoint(), change.version());
    return administration
        .change(by, terminalId, wanted)
        .map(row -> TerminalView.of(row, lastSeen(terminalId)));
  }

  @PostMapping("/terminals/{terminalId}/revocation")
  @Permit(TerminalPermissions.MANAGE)
  Outcome<TerminalView> revokeTerminal(SignedIn by, @PathVariable UUID terminalId) {
    return administration
        .revoke(by, terminalId)
        .map(row -> TerminalView.of(row, lastSeen(terminalId)));
  }

  private @Nullable Instant lastSeen(UUID terminalId) {
    return sessions.lastUse(List.of(terminalId)).get(terminalId);
  }
}
