package io.shanmen.server.cashdesk;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Finance's side of the cash desk over HTTP. */
@RestController
class ExaminationController {

  /**
   * What finance found out about a large difference.
   *
   * @param camera what the camera over the drawer showed, and where its record is
   * @param finding what came of it
   */
  record ExaminationRequest(
      @NotBlank @Size(max = 400) String camera, @NotBlank @Size(max = 400) String finding) {}

  private final Examinations examinations;

  ExaminationController(Examinations examinations) {
    this.examinations = examinations;
  }

  @PostMapping("/api/cashdesk/shifts/{shiftId}/examination")
  @Permit(CashDeskPermissions.EXAMINE)
  Outcome<ShiftReport> examineDifference(
      @PathVariable UUID shiftId, @Valid @RequestBody ExaminationRequest request, SignedIn who) {
    return examinations.examine(
        new ShiftId(shiftId), request.camera().strip(), request.finding().strip(), who);
  }
}
