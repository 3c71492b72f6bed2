package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tickets on phones. */
@RestController
@RequestMapping("/api/ticketing/tickets/{ticketNo}/phone")
class PhoneController {

  private final PhoneCodes codes;

  PhoneController(PhoneCodes codes) {
    this.codes = codes;
  }

  /** Moves a ticket onto a phone; its paper is void from then on. */
  @PostMapping
  @Permit("ticketing.phone")
  Outcome<PhoneCode> moveToPhone(@PathVariable long ticketNo, SignedIn who) {
    return codes.move(ticketNo, who);
  }

  /** What the phone of such a ticket holds. */
  @GetMapping
  @Permit("ticketing.phone")
  Outcome<PhoneCode> phoneCode(@PathVariable long ticketNo) {
    return codes.find(ticketNo);
  }
}
