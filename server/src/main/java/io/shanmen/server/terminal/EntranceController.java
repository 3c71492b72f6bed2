package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.identity.IdentityProblem;
import io.shanmen.server.identity.OpenToAll;
import io.shanmen.server.identity.OpenToSignedIn;
import io.shanmen.server.identity.OpenedSession;
import io.shanmen.server.identity.OperatorProfile;
import io.shanmen.server.identity.Operators;
import io.shanmen.server.identity.Sessions;
import io.shanmen.server.identity.SignedIn;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, renewing a session, and who is signed in. */
@RestController
@RequestMapping("/api")
class EntranceController {

  private final Entrance entrance;
  private final Sessions sessions;
  private final Operators operators;
  private final Terminals terminals;
  private final ParkProfile park;
  private final InstantSource clock;

  EntranceController(
      Entrance entrance,
      Sessions sessions,
      Operators operators,
      Terminals terminals,
      ParkProfile park,
      InstantSource clock) {
    this.entrance = entrance;
    this.sessions = sessions;
    this.operators = operators;
    this.terminals = terminals;
    this.park = park;
    this.clock = clock;
  }

  record SignIn(
      @NotNull UUID terminalId,
      @NotNull @Size(max = 200) String challenge,
      @NotNull @Size(max = 200) String signature,
      @Nullable Instant clock,
      @NotBlank @Size(max = 64) String operator,
      @NotNull @Size(max = 128) String password) {}

  record ProofBody(
      @NotNull UUID terminalId,
      @NotNull @Size(max = 200) String challenge,
      @NotNull @Size(max = 200) String signature,
      @Nullable Instant clock) {

    Proof toProof() {
      return new Proof(terminalId, challenge, signature, clock);
    }
  }

  /** {@code mustChangePassword}: only the new password may be sent before anything else. */
  record SignedInAnswer(
      UUID operatorId, boolean mustChangePassword, Instant renewBefore, Instant endsAt) {}

  record SessionAnswer(Instant renewBefore, Instant endsAt, Instant serverTime) {}

  record RoleName(UUID roleId, String nameZh, String nameEn) {}

  /**
   * Who is signed in, where, and what that person may do.
   *
   * @param permissions sorted; the server enforces the same list
   * @param serverTime lets the screen notice a wrong clock of its own
   */
  record WhoAmI(
      UUID operatorId,
      String operatorName,
      String signInName,
      List<RoleName> roles,
      Set<String> permissions,
      boolean mustChangePassword,
      boolean hasPin,
      UUID terminalId,
      String terminalName,
      ParkView park,
      Instant serverTime) {}

  @PostMapping("/sign-in")
  @OpenToAll
  Outcome<SignedInAnswer> signIn(@Valid @RequestBody SignIn body, HttpServletResponse response) {
    Proof proof = new Proof(body.terminalId(), body.challenge(), body.signature(), body.clock());
    return entrance
        .signIn(proof, body.operator(), body.password())
        .map(
            entered -> {
              setCookie(response, entered.session());
              return new SignedInAnswer(
                  entered.operatorId(),
                  operators
                      .profile(entered.operatorId())
                      .map(OperatorProfile::mustChangePassword)
                      .orElse(false),
                  entered.session().renewBefore(),
                  entered.session().endsAt());
            });
  }

  /** Renews by proof: the cookie may belong to a session that is asleep. */
  @PostMapping("/session/renew")
  @OpenToAll
  Outcome<SessionAnswer> renewSession(
      @Parameter(hidden = true) @CookieValue(name = Sessions.COOKIE, required = false)
          @Nullable String token,
      @Valid @RequestBody ProofBody body,
      HttpServletResponse response) {
    return token == null
        ? Outcome.refused(IdentityProblem.SIGN_IN_REQUIRED)
        : entrance.renew(body.toProof(), token).map(session -> answer(session, response));
  }

  @PostMapping("/terminal/device-sessions")
  @OpenToAll
  Outcome<SessionAnswer> openDeviceSession(
      @Valid @RequestBody ProofBody body, HttpServletResponse response) {
    return entrance.openForDevice(body.toProof()).map(session -> answer(session, response));
  }

  @PostMapping("/sign-out")
  @OpenToSignedIn(beforePasswordChange = true)
  void signOut(SignedIn signedIn, HttpServletResponse response) {
    sessions.end(signedIn.sessionId());
    response.addHeader(HttpHeaders.SET_COOKIE, sessions.noCookie().toString());
  }

  @GetMapping("/session")
  @OpenToSignedIn(beforePasswordChange = true)
  Outcome<WhoAmI> session(SignedIn signedIn) {
    return operators
        .profile(signedIn.operatorId())
        .map(profile -> Outcome.done(whoAmI(signedIn, profile)))
        .orElseGet(() -> Outcome.refused(Refusal.of(IdentityProblem.SIGN_IN_REQUIRED)));
  }

  private WhoAmI whoAmI(SignedIn signedIn, OperatorProfile profile) {
    return new WhoAmI(
        profile.operatorId(),
        profile.name(),
        profile.signInName(),
        profile.roles().stream()
            .map(role -> new RoleName(role.roleId(), role.nameZh(), role.nameEn()))
            .toList(),
        new TreeSet<>(signedIn.permissions()),
        profile.mustChangePassword(),
        profile.hasPin(),
        signedIn.terminalId(),
        terminals.find(signedIn.terminalId()).map(Terminal::name).orElse(""),
        ParkView.of(park.park()),
        clock.instant());
  }

  private SessionAnswer answer(OpenedSession session, HttpServletResponse response) {
    setCookie(response, session);
    return new SessionAnswer(session.renewBefore(), session.endsAt(), clock.instant());
  }

  private static void setCookie(HttpServletResponse response, OpenedSession session) {
    response.addHeader(HttpHeaders.SET_COOKIE, session.cookie().toString());
  }
}
