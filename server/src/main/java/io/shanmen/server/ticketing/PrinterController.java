package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.terminal.Terminals;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The thermal printers of the terminals. */
@RestController
@RequestMapping("/api/ticketing/printers")
class PrinterController {

  /**
   * A terminal's printer.
   *
   * @param terminalId whose
   * @param host name or address in the park's network
   * @param port usually 9100
   * @param paper how wide its paper is
   * @param drawer whether a cash drawer hangs on it
   */
  record Printer(UUID terminalId, String host, int port, Paper paper, boolean drawer) {}

  /** As {@link Printer}, without the terminal. */
  record PrinterSettings(
      @NotBlank @Size(max = 253) String host,
      @Min(1) @Max(65535) int port,
      Paper paper,
      boolean drawer) {}

  /**
   * How a printer feels: {@code OK}, why it does not print, or {@code NONE} where there is none.
   */
  record PrinterStatus(String state) {}

  private static final String OK = "OK";
  private static final PrinterStatus NONE = new PrinterStatus("NONE");

  private final Printers printers;
  private final Terminals terminals;
  private final Audit audit;

  PrinterController(Printers printers, Terminals terminals, Audit audit) {
    this.printers = printers;
    this.terminals = terminals;
    this.audit = audit;
  }

  @GetMapping
  @Permit("ticketing.configure-printers")
  List<Printer> printers() {
    return printers.all();
  }

  /** The printer of the caller's own terminal and how it feels, for the window's status bar. */
  @GetMapping("/mine")
  @Permit("ticketing.print")
  PrinterStatus myPrinter(SignedIn who) {
    return printers.of(who.terminalId()).map(this::status).orElse(NONE);
  }

  @PutMapping("/{terminalId}")
  @Permit("ticketing.configure-printers")
  Outcome<Printer> configurePrinter(
      @PathVariable UUID terminalId, @Valid @RequestBody PrinterSettings settings, SignedIn who) {
    if (terminals.find(terminalId).isEmpty()) {
      return Outcome.refused(TicketingProblem.PRINTER_TERMINAL_UNKNOWN);
    }
    Printer printer =
        new Printer(
            terminalId, settings.host(), settings.port(), settings.paper(), settings.drawer());
    printers.save(printer);
    audit.record(
        AuditEntry.done(who.actor(), "ticketing.printer_configured", subject(terminalId))
            .after(Map.of("host", settings.host(), "port", settings.port())));
    return Outcome.done(printer);
  }

  @DeleteMapping("/{terminalId}")
  @Permit("ticketing.configure-printers")
  void removePrinter(@PathVariable UUID terminalId, SignedIn who) {
    if (printers.remove(terminalId)) {
      audit.record(AuditEntry.done(who.actor(), "ticketing.printer_removed", subject(terminalId)));
    }
  }

  @PostMapping("/{terminalId}/test-page")
  @Permit("ticketing.configure-printers")
  Outcome<PrinterStatus> printTestPage(@PathVariable UUID terminalId) {
    return of(terminalId)
        .map(
            printer -> {
              Slip page =
                  Slip.titled("打印测试", "Test page")
                      .pair("打印机 Printer", printer.host() + ":" + printer.port())
                      .note("山门 Shanmen")
                      .build();
              return new PrinterStatus(
                  printers
                      .print(printer, List.of(Slips.escPos(page, printer.paper())))
                      .failure()
                      .map(Enum::name)
                      .orElse(OK));
            });
  }

  private Outcome<Printer> of(UUID terminalId) {
    return printers
        .of(terminalId)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(TicketingProblem.PRINTER_NOT_CONFIGURED));
  }

  private PrinterStatus status(Printer printer) {
    return new PrinterStatus(printers.trouble(printer).map(Enum::name).orElse(OK));
  }

  private static AuditSubject subject(UUID terminalId) {
    return AuditSubject.of("printer", terminalId);
  }
}
