package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ticketing.TicketCodes;
import io.shanmen.server.ticketing.Tickets;
import io.shanmen.server.ticketing.UseOf;
import io.shanmen.server.ticketing.paper.Eyes;
import io.shanmen.simulators.printer.PrinterStatus;
import io.shanmen.simulators.printer.VirtualPrinter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Sold tickets come onto paper once under one code. */
@ParkIT
class PrintIT {

  @Autowired TestSales sales;
  @Autowired Clients clients;
  @Autowired Ids ids;
  @Autowired TicketCodes codes;
  @Autowired TestClock clock;
  @Autowired Tickets tickets;
  @Autowired PlatformTransactionManager transactions;

  private Client window;
  private String order;
  private List<Long> three;

  @BeforeEach
  void threeTickets() {
    window = sales.window();
    JsonNode sold = sales.sell(window, sales.sale(sales.single(8_000), 3)).ok();
    order = sold.path("orderId").asString();
    three = new ArrayList<>();
    sold.path("tickets").forEach(ticket -> three.add(ticket.path("ticketNo").asLong()));
  }

  @Test
  void aPdfShowsTheTicketsOfItsJob() throws IOException {
    UUID job = ids.next();
    assertThat(print(job, three, "PDF").ok().path("state").asString()).isEqualTo("DONE");
    Answer pdf = window.get("/api/ticketing/print-jobs/" + job + "/tickets.pdf");
    assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      for (int i = 0; i < 3; i++) {
        BufferedImage page = new PDFRenderer(document).renderImageWithDPI(i, 203);
        assertThat(ticketIn(page)).isEqualTo(three.get(i));
      }
    }
    print(job, three, "PDF").ok();
    print(job, three.subList(0, 1), "PDF").refused("PRINT_JOB_CONFLICT");
    print(ids.next(), three.subList(0, 1), "PDF").refused("TICKET_ALREADY_PRINTED");
  }

  @Test
  void aThermalPrinterPrintsAndOpensTheDrawer() {
    try (VirtualPrinter printer = printerAtWindow()) {
      JsonNode job = print(ids.next(), three, "PRINTER").ok();
      assertThat(job.path("state").asString()).isEqualTo("DONE");
      assertThat(printer.pieces()).hasSize(3);
      assertThat(ticketIn(printer.pieces().get(1))).isEqualTo(three.get(1));
      assertThat(printer.drawerPulses()).isEqualTo(1);
      assertThat(printer.errors()).isEmpty();
    }
  }

  @Test
  void whatDidNotComeOutIsPrintedAgainUnderANewCode() {
    try (VirtualPrinter printer = printerAtWindow()) {
      printer.paperFor(1);
      JsonNode half = print(ids.next(), three, "PRINTER").ok();
      assertThat(half.path("state").asString()).isEqualTo("PARTLY_DONE");
      assertThat(half.path("failure").asString()).isEqualTo("NO_PAPER");
      assertThat(half.path("printed")).hasSize(1);
      assertThat(window.get("/api/ticketing/printers/mine").ok().path("state").asString())
          .isEqualTo("NO_PAPER");

      printer.set(PrinterStatus.READY);
      print(ids.next(), three.subList(1, 3), "PRINTER").ok();
      assertThat(printer.pieces()).hasSize(3);
      assertThat(versionIn(printer.pieces().get(0))).isEqualTo(1);
      assertThat(versionIn(printer.pieces().get(2))).isEqualTo(2);
    }
  }

  @Test
  void withoutAPrinterTheClerkIsToldWhatToDo() {
    assertThat(window.get("/api/ticketing/printers/mine").ok().path("state").asString())
        .isEqualTo("NONE");
    print(ids.next(), three, "PRINTER").refused("PRINTER_NOT_CONFIGURED");
    configure(1);
    JsonNode job = print(ids.next(), three, "PRINTER").ok();
    assertThat(job.path("state").asString()).isEqualTo("FAILED");
    assertThat(job.path("failure").asString()).isEqualTo("UNREACHABLE");
  }

  @Test
  void aReprintVoidsTheFormerCodeAndIsLimited() {
    print(ids.next(), three, "PDF").ok();
    long ticket = three.getFirst();
    UUID request = ids.next();
    assertThat(versionOf(reprint(ticket, request).ok())).isEqualTo(2);
    assertThat(versionOf(reprint(ticket, request).ok())).isEqualTo(2);
    reprint(three.get(1), request).refused("REPRINT_CONFLICT");
    print(ids.next(), List.of(ticket), "PDF").ok();
    reprint(ticket, ids.next()).ok();
    reprint(ticket, ids.next()).ok();
    reprint(ticket, ids.next()).refused("TICKET_REPRINT_LIMIT");
  }

  @Test
  void aFileOfTicketsIsHandedOutOnlyWhereAndWhileItIsTheirPaper() {
    UUID job = ids.next();
    print(job, three, "PDF").ok();
    String pdf = "/api/ticketing/print-jobs/" + job + "/tickets.pdf";
    assertThat(window.get(pdf).status()).isEqualTo(200);
    assertThat(sales.window().get(pdf).status()).isEqualTo(404);
    window.get("/api/ticketing/print-jobs/" + job + "/tickets.bin").refused("PRINT_JOB_OVER");

    reprint(three.getFirst(), ids.next()).ok();
    window.get(pdf).refused("PRINT_JOB_OVER");
  }

  @Test
  void aFileOfTicketsIsHandedOutForAWhileOnly() {
    UUID job = ids.next();
    print(job, three, "PDF").ok();
    clock.advance(Duration.ofMinutes(11));
    window.get("/api/ticketing/print-jobs/" + job + "/tickets.pdf").refused("PRINT_JOB_OVER");
  }

  @Test
  void aShiftReprintsOnlySoManyTicketsAndASupervisorMore() throws InterruptedException {
    Map<String, Object> sale = sales.sale(sales.single(8_000), 21);
    sale.put("confirmed", true);
    List<Long> many = new ArrayList<>();
    sales
        .sell(window, sale)
        .ok()
        .path("tickets")
        .forEach(ticket -> many.add(ticket.path("ticketNo").asLong()));
    many.subList(0, 15).forEach(ticket -> reprint(ticket, ids.next()).ok());
    assertThat(reprintedAtOnce(many.subList(15, 21))).isEqualTo(5);

    JsonNode refused = reprint(many.getFirst(), ids.next()).refused("SHIFT_REPRINT_LIMIT");
    assertThat(refused.path("params").path("limit").asInt()).isEqualTo(20);

    window = clients.signedInAs(BuiltInRole.SUPERVISOR);
    assertThat(versionOf(reprint(many.getFirst(), ids.next()).ok())).isEqualTo(3);
  }

  /** How many of these came through when all were asked for in the same instant. */
  private long reprintedAtOnce(List<Long> asked) throws InterruptedException {
    List<Callable<Answer>> calls = new ArrayList<>();
    asked.forEach(ticket -> calls.add(() -> reprint(ticket, ids.next())));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(calls).stream()
          .filter(call -> call.resultNow().status() == 200)
          .count();
    }
  }

  @Test
  void aVoidTicketIsNeitherPrintedNorReprintedNorPutOnAPhone() {
    window
        .post(
            "/api/ordering/orders/" + order + "/void",
            Map.of("requestId", ids.next(), "reason", "数量打错"))
        .ok();
    print(ids.next(), three, "PDF").refused("TICKET_NOT_PRINTABLE");
    reprint(three.getFirst(), ids.next()).refused("TICKET_NOT_REPRINTABLE");
    putOnPhone(three.getFirst()).refused("TICKET_NOT_REPRINTABLE");
  }

  @Test
  void whileSomebodyPassesWithATicketItGetsNoNewCode() {
    UseOf passing = new UseOf(three.getFirst(), 1, clock.instant());
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    transaction.executeWithoutResult(status -> tickets.reserve(List.of(passing)));
    reprint(three.getFirst(), ids.next()).refused("TICKET_PASSING");
    putOnPhone(three.getFirst()).refused("TICKET_PASSING");

    transaction.executeWithoutResult(status -> tickets.release(List.of(passing)));
    reprint(three.getFirst(), ids.next()).ok();
  }

  private Answer putOnPhone(long ticketNo) {
    return clients
        .signedInAs(BuiltInRole.SUPERVISOR)
        .post("/api/ticketing/tickets/" + ticketNo + "/phone", Map.of());
  }

  @Test
  void aPrinterIsSetUpForAKnownComputerOnly() {
    clients
        .signedInAs(BuiltInRole.ADMINISTRATOR)
        .put("/api/ticketing/printers/" + ids.next(), printerAt(9_100))
        .refused("PRINTER_TERMINAL_UNKNOWN");
  }

  @Test
  void whoHasNoShiftReprintsNothing() {
    window = clients.signedInAs(BuiltInRole.CASHIER);
    reprint(three.getFirst(), ids.next()).refused("REPRINT_NEEDS_SHIFT");
  }

  @Test
  void aReceiptIsPaperToo() {
    Answer receipt = window.get("/api/ordering/orders/" + order + "/receipt.pdf");
    assertThat(receipt.status()).isEqualTo(200);
    assertThat(receipt.bytes()).startsWith('%', 'P', 'D', 'F');
  }

  private Answer print(UUID job, List<Long> ticketNos, String way) {
    return window.post(
        "/api/ticketing/print-jobs",
        Map.of("jobId", job, "ticketNos", ticketNos, "way", way, "openDrawer", true));
  }

  private Answer reprint(long ticketNo, UUID request) {
    return window.post(
        "/api/ticketing/tickets/" + ticketNo + "/reprint",
        Map.of("requestId", request, "reason", "游客遗失"));
  }

  private static int versionOf(JsonNode ticket) {
    return ticket.path("code").path("version").asInt();
  }

  private VirtualPrinter printerAtWindow() {
    VirtualPrinter printer = VirtualPrinter.start(0, VirtualPrinter.WIDE_DOTS, piece -> {});
    configure(printer.port());
    return printer;
  }

  private void configure(int port) {
    clients
        .signedInAs(BuiltInRole.ADMINISTRATOR)
        .put("/api/ticketing/printers/" + window.terminalId(), printerAt(port))
        .ok();
  }

  private static Map<String, Object> printerAt(int port) {
    return Map.of("host", "127.0.0.1", "port", port, "paper", "MM_80", "drawer", true);
  }

  private long ticketIn(BufferedImage paper) {
    return read(paper).claims().ticket().number();
  }

  private int versionIn(BufferedImage paper) {
    return read(paper).claims().ticket().version();
  }

  private CodeReading.Read read(BufferedImage paper) {
    CodeReading reading = codes.read(Eyes.qr(paper));
    assertThat(reading).isInstanceOf(CodeReading.Read.class);
    CodeReading bars = codes.read(Eyes.bars(paper));
    assertThat(bars).isInstanceOf(CodeReading.LineRead.class);
    return (CodeReading.Read) reading;
  }
}
