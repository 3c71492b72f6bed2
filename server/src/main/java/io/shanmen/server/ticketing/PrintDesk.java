package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.ticketing.PrintJob.Failure;
import io.shanmen.server.ticketing.PrintJob.State;
import io.shanmen.server.ticketing.PrintJob.Way;
import io.shanmen.server.ticketing.PrinterController.Printer;
import io.shanmen.server.ticketing.paper.PdfPaper;
import io.shanmen.server.ticketing.paper.ThermalPaper;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Brings tickets onto paper. A ticket comes out once under one code: a second paper, even after a
 * failed first, bears a new code that voids the first, so that two good papers never exist.
 */
@Component
class PrintDesk {

  private final PrintBook book;
  private final TicketStore store;
  private final TicketFaces faces;
  private final Printers printers;

  PrintDesk(PrintBook book, TicketStore store, TicketFaces faces, Printers printers) {
    this.book = book;
    this.store = store;
    this.faces = faces;
    this.printers = printers;
  }

  /** What somebody wants on paper. */
  record Wish(UUID jobId, List<Long> ticketNos, Way way, boolean openDrawer) {}

  Outcome<PrintJob> print(Wish wish, SignedIn who) {
    Optional<Refusal> stopped = faces.stopped();
    if (stopped.isPresent()) {
      return Outcome.refused(stopped.get());
    }
    Optional<Printer> printer = printers.of(who.terminalId());
    if (wish.way() == Way.PRINTER) {
      if (printer.isEmpty()) {
        return Outcome.refused(TicketingProblem.PRINTER_NOT_CONFIGURED);
      }
    }
    return switch (book.begin(wish, who)) {
      case Outcome.Refused<PrintBook.Begun>(Refusal reason) -> Outcome.refused(reason);
      case Outcome.Done<PrintBook.Begun>(PrintBook.Begun(PrintJob job, boolean before)) ->
          before || job.state() != State.SENDING
              ? Outcome.done(job)
              : thermal(job.ticketNos(), printer.orElseThrow().paper())
                  .map(papers -> send(job, papers, wish, who));
    };
  }

  private PrintJob send(PrintJob job, List<byte[]> papers, Wish wish, SignedIn who) {
    Printer printer = printers.of(who.terminalId()).orElseThrow();
    List<byte[]> documents = new ArrayList<>(papers);
    if (wish.openDrawer() && printer.drawer()) {
      documents.set(0, concat(List.of(ThermalPaper.openDrawer(), documents.getFirst())));
    }
    Printers.Progress progress = printers.print(printer, documents);
    return book.end(
        job.jobId(), job.ticketNos().subList(0, progress.printed()), progress.failure(), who);
  }

  private Outcome<List<byte[]>> thermal(List<Long> ticketNos, Paper paper) {
    return faces
        .of(inOrder(ticketNos))
        .map(all -> all.stream().map(face -> ThermalPaper.ticket(face, paper)).toList());
  }

  private List<TicketRow> inOrder(List<Long> ticketNos) {
    return store.find(ticketNos);
  }

  /** A job of the caller's own, or of the computer that the caller is at. */
  Outcome<PrintJob> find(UUID jobId, SignedIn who) {
    return book.find(jobId, who)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(TicketingProblem.PRINT_JOB_NOT_FOUND));
  }

  /** The same, if its tickets may be had as such a file. */
  private Outcome<PrintJob> handOut(UUID jobId, Way way, SignedIn who) {
    return find(jobId, who)
        .then(
            job ->
                book.mayBeHandedOut(job, way)
                    ? Outcome.done(job)
                    : Outcome.refused(TicketingProblem.PRINT_JOB_OVER));
  }

  /** The job's tickets as a PDF in their real size. */
  Outcome<byte[]> pdf(UUID jobId, SignedIn who) {
    return handOut(jobId, Way.PDF, who)
        .then(job -> faces.of(inOrder(job.ticketNos())))
        .map(PdfPaper::tickets);
  }

  /** The job's tickets as a thermal printer takes them. */
  Outcome<byte[]> escPos(UUID jobId, SignedIn who) {
    Paper paper = printers.of(who.terminalId()).map(Printer::paper).orElse(Paper.MM_80);
    return handOut(jobId, Way.ESC_POS, who)
        .then(job -> thermal(job.ticketNos(), paper))
        .map(PrintDesk::concat);
  }

  /** What somebody saw on the paper overrules what the printer said. */
  Outcome<PrintJob> report(UUID jobId, List<Long> printed, SignedIn who) {
    return find(jobId, who)
        .then(
            job ->
                job.state() == State.SENDING
                    ? Outcome.refused(TicketingProblem.PRINT_JOB_RUNNING)
                    : Outcome.done(
                        book.end(
                            jobId,
                            job.ticketNos().stream().filter(printed::contains).toList(),
                            Optional.of(Failure.REPORTED),
                            who)));
  }

  private static byte[] concat(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
