package io.shanmen.server.ticketing;

import io.shanmen.server.ticketing.PrintJob.Failure;
import io.shanmen.server.ticketing.PrinterController.Printer;
import io.shanmen.server.ticketing.paper.NetworkPrinter;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The thermal printers of the terminals. */
@Component
class Printers {

  private static final Logger log = LoggerFactory.getLogger(Printers.class);

  private final JdbcClient jdbc;

  Printers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Printer> all() {
    return jdbc.sql("SELECT * FROM ticketing.printer ORDER BY terminal_id")
        .query(Printers::printer)
        .list();
  }

  Optional<Printer> of(UUID terminalId) {
    return jdbc.sql("SELECT * FROM ticketing.printer WHERE terminal_id = ?")
        .param(terminalId)
        .query(Printers::printer)
        .optional();
  }

  private static Printer printer(ResultSet row, int number) throws SQLException {
    return new Printer(
        row.getObject("terminal_id", UUID.class),
        row.getString("host"),
        row.getInt("port"),
        Paper.valueOf(row.getString("paper")),
        row.getBoolean("drawer"));
  }

  void save(Printer printer) {
    jdbc.sql(
            """
            INSERT INTO ticketing.printer (terminal_id, host, port, paper, drawer)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (terminal_id) DO UPDATE
            SET host = excluded.host, port = excluded.port, paper = excluded.paper,
                drawer = excluded.drawer
            """)
        .params(
            printer.terminalId(),
            printer.host(),
            printer.port(),
            printer.paper().name(),
            printer.drawer())
        .update();
  }

  boolean remove(UUID terminalId) {
    return jdbc.sql("DELETE FROM ticketing.printer WHERE terminal_id = ?")
            .param(terminalId)
            .update()
        == 1;
  }

  /** Why a printer does not print; nothing if it would. */
  Optional<Failure> trouble(Printer printer) {
    try (NetworkPrinter connected = NetworkPrinter.connect(printer.host(), printer.port())) {
      return connected.trouble();
    } catch (IOException e) {
      log.info("printer {}:{} cannot be reached: {}", printer.host(), printer.port(), e.toString());
      return Optional.of(Failure.UNREACHABLE);
    }
  }

  /** How far a list of documents came. */
  record Progress(int printed, Optional<Failure> failure) {}

  /** Prints documents one after the other until one fails. */
  Progress print(Printer printer, List<byte[]> documents) {
    int printed = 0;
    try (NetworkPrinter connected = NetworkPrinter.connect(printer.host(), printer.port())) {
      for (byte[] document : documents) {
        Optional<Failure> failure = connected.print(document);
        if (failure.isPresent()) {
          return new Progress(printed, failure);
        }
        printed++;
      }
      return new Progress(printed, Optional.empty());
    } catch (IOException e) {
      log.warn("printer {}:{} broke off: {}", printer.host(), printer.port(), e.toString());
      return new Progress(printed, Optional.of(Failure.UNREACHABLE));
    }
  }
}
