package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
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

  /** How a printer feels: {@code OK} or why it does not print. */
  record PrinterStatus(String state) {}

  @GetMapping
  @Permit("ticketing.configure-printers")
  List<Printer> printers() {
    throw new UnsupportedOperationException("follows");
  }

  /** The printer of the caller's own terminal and how it feels, for the window's status bar. */
  @GetMapping("/mine")
  @Permit("ticketing.print")
  Outcome<PrinterStatus> myPrinter(SignedIn who) {
    throw new UnsupportedOperationException("follows");
  }

  @PutMapping("/{terminalId}")
  @Permit("ticketing.configure-printers")
  Outcome<Printer> configurePrinter(
      @PathVariable UUID terminalId, @Valid @RequestBody PrinterSettings settings, SignedIn who) {
    throw new UnsupportedOperationException("follows");
  }

  @DeleteMapping("/{terminalId}")
  @Permit("ticketing.configure-printers")
  void removePrinter(@PathVariable UUID terminalId, SignedIn who) {
    throw new UnsupportedOperationException("follows");
  }

  @PostMapping("/{terminalId}/test-page")
  @Permit("ticketing.configure-printers")
  Outcome<PrinterStatus> printTestPage(@PathVariable UUID terminalId, SignedIn who) {
    throw new UnsupportedOperationException("follows");
  }
}
