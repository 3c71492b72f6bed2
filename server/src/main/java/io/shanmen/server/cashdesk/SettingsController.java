package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the park wants its drawers closed. */
@RestController
@RequestMapping("/api/cashdesk/settings")
class SettingsController {

  /**
   * What holds for all drawers.
   *
   * @param dutyOfficerNeeded true if a duty officer must be there when a drawer is counted (R9)
   */
  record CashDeskSettings(boolean dutyOfficerNeeded) {}

  private final DutyOfficers dutyOfficers;
  private final Audited audited;

  SettingsController(DutyOfficers dutyOfficers, Audited audited) {
    this.dutyOfficers = dutyOfficers;
    this.audited = audited;
  }

  @GetMapping
  @Permit({CashDeskPermissions.SETTINGS, CashDeskPermissions.REPORT})
  CashDeskSettings cashDeskSettings() {
    return new CashDeskSettings(dutyOfficers.areNeeded());
  }

  @PutMapping
  @Permit(CashDeskPermissions.SETTINGS)
  Outcome<CashDeskSettings> setCashDeskSettings(
      @RequestBody CashDeskSettings settings, SignedIn who) {
    return audited.run(
        who.actor(),
        settings.dutyOfficerNeeded() ? "duty_officer_wanted" : "duty_officer_not_wanted",
        new AuditSubject("cashdesk", "settings"),
        () -> {
          dutyOfficers.setNeeded(settings.dutyOfficerNeeded());
          return Outcome.done(settings);
        });
  }
}
