package io.shanmen.server.terminal;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.foundation.FoundationProblem;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.identity.OpenToAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first-run set-up, and the park's profile for every screen. */
@RestController
@RequestMapping("/api")
class SetupController {

  private static final String USUAL_ZONE = "Asia/Shanghai";
  private static final String USUAL_CUT_OFF = "04:00";
  private static final String USUAL_CURRENCY = "CNY";

  private final Setup setup;
  private final ParkProfile profile;

  SetupController(Setup setup, ParkProfile profile) {
    this.setup = setup;
    this.profile = profile;
  }

  record SetupState(boolean needed) {}

  /** Zone, cut-off and currency may be left out: Asia/Shanghai, 04:00, CNY. */
  record SetUpPark(
      @NotBlank @Size(max = 40) String setupCode,
      @NotBlank @Size(max = 60) String parkNameZh,
      @NotBlank @Size(max = 100) String parkNameEn,
      @Nullable @Size(max = 50) String zone,
      @Nullable @Size(max = 5) String cutOff,
      @Nullable @Size(max = 3) String currency,
      @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{1,31}") String operator,
      @NotBlank @Size(max = 40) String operatorName,
      @NotNull @Size(max = 128) String password,
      @NotNull UUID terminalId,
      @NotBlank @Size(max = 60) String terminalName,
      @NotNull @Size(max = 500) String publicKey) {}

  record SetUpAnswer(UUID operatorId, UUID terminalId) {}

  @GetMapping("/setup")
  @OpenToAll
  SetupState setupState() {
    return new SetupState(setup.isNeeded());
  }

  @PostMapping("/setup")
  @OpenToAll
  Outcome<SetUpAnswer> setUp(@Valid @RequestBody SetUpPark wish) {
    return park(wish)
        .then(
            park ->
                setup.setUp(
                    wish.setupCode(),
                    park,
                    new Setup.Administrator(wish.operator(), wish.operatorName(), wish.password()),
                    new Setup.Computer(wish.terminalId(), wish.terminalName(), wish.publicKey())))
        .map(operatorId -> new SetUpAnswer(operatorId, wish.terminalId()));
  }

  @GetMapping("/park")
  @OpenToAll
  Outcome<ParkView> park() {
    return profile
        .find()
        .map(park -> Outcome.done(ParkView.of(park)))
        .orElseGet(() -> Outcome.refused(FoundationProblem.PARK_NOT_SET_UP));
  }

  private static Outcome<Park> park(SetUpPark wish) {
    String field = "zone";
    try {
      ZoneId zone = ZoneId.of(orElse(wish.zone(), USUAL_ZONE));
      field = "cutOff";
      LocalTime cutOff = LocalTime.parse(orElse(wish.cutOff(), USUAL_CUT_OFF));
      field = "currency";
      Currency currency = Currency.getInstance(orElse(wish.currency(), USUAL_CURRENCY));
      return Outcome.done(new Park(wish.parkNameZh(), wish.parkNameEn(), zone, cutOff, currency));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Outcome.refused(Refusal.of(TerminalProblem.SETUP_VALUE_INVALID, "field", field));
    }
  }

  private static String orElse(@Nullable String given, String usual) {
    return given == null || given.isBlank() ? usual : given;
  }
}
