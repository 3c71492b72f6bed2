package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tickets over HTTP: their life, their paper, their reprints. */
@RestController
@RequestMapping("/api/ticketing")
class TicketingController {

  /**
   * What somebody holds in hand.
   *
   * @param text the text of a QR code, 24 digits, a ticket's number, an order's number or id
   */
  record LookUpRequest(@NotBlank @Size(max = 512) String text) {}

  /**
   * Asks for paper. Tickets that came out before are refused here: they need a reprint.
   *
   * @param jobId made by the client; the same id again is the same job
   * @param ticketNos which tickets, at most 200
   * @param way how
   * @param openDrawer true to open the cash drawer too, where the printer has one
   */
  record PrintRequest(
      UUID jobId,
      @Size(min = 1, max = 200) List<Long> ticketNos,
      PrintJob.Way way,
      boolean openDrawer) {}

  /**
   * What somebody sees on the paper.
   *
   * @param printed the tickets that came out whole; all others of the job did not
   */
  record PrintReport(@Size(max = 200) List<Long> printed) {}

  /**
   * Asks for a new code that voids the present one (F7).
   *
   * @param requestId made by the client; the same id again makes no second code
   * @param reason why, for the log
   */
  record ReprintRequest(UUID requestId, @NotBlank @Size(max = 200) String reason) {}

  /** The tickets found and their lives. */
  record LookUpAnswer(List<TicketLife> tickets) {}

  private final TicketLookUp lookUp;
  private final PrintDesk desk;
  private final Reprints reprints;

  TicketingController(TicketLookUp lookUp, PrintDesk desk, Reprints reprints) {
    this.lookUp = lookUp;
    this.desk = desk;
    this.reprints = reprints;
  }

  @PostMapping("/look-ups")
  @Permit("ticketing.look-up")
  Outcome<LookUpAnswer> lookUp(@Valid @RequestBody LookUpRequest request) {
    return lookUp.find(request.text()).map(tickets -> new LookUpAnswer(lookUp.livesOf(tickets)));
  }

  @PostMapping("/print-jobs")
  @Permit("ticketing.print")
  Outcome<PrintJob> print(@Valid @RequestBody PrintRequest request, SignedIn who) {
    return desk.print(
        new PrintDesk.Wish(
            request.jobId(), request.ticketNos(), request.way(), request.openDrawer()),
        who);
  }

  @GetMapping("/print-jobs/{jobId}")
  @Permit("ticketing.print")
  Outcome<PrintJob> printJob(@PathVariable UUID jobId, SignedIn who) {
    return desk.find(jobId, who);
  }

  @GetMapping(path = "/print-jobs/{jobId}/tickets.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  @Permit("ticketing.print")
  ResponseEntity<Object> pdf(@PathVariable UUID jobId, SignedIn who) {
    return Documents.answer(desk.pdf(jobId, who), MediaType.APPLICATION_PDF);
  }

  @GetMapping(
      path = "/print-jobs/{jobId}/tickets.bin",
      produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Permit("ticketing.print")
  ResponseEntity<Object> escPos(@PathVariable UUID jobId, SignedIn who) {
    return Documents.answer(desk.escPos(jobId, who), MediaType.APPLICATION_OCTET_STREAM);
  }

  @PostMapping("/print-jobs/{jobId}/report")
  @Permit("ticketing.print")
  Outcome<PrintJob> report(
      @PathVariable UUID jobId, @Valid @RequestBody PrintReport report, SignedIn who) {
    return desk.report(jobId, report.printed(), who);
  }

  @PostMapping("/tickets/{ticketNo}/reprint")
  @Permit("ticketing.reprint")
  Outcome<Ticket> reprint(
      @PathVariable long ticketNo, @Valid @RequestBody ReprintRequest request, SignedIn who) {
    return reprints.reprint(
        new Reprints.Wish(request.requestId(), ticketNo, request.reason()), who);
  }
}
