package io.shanmen.server.insight.report;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.ProblemCode;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.foundation.Problem;
import io.shanmen.server.identity.Permit;
import io.shanmen.server.identity.SignedIn;
import io.shanmen.server.insight.InsightProblem;
import io.shanmen.server.insight.sheet.Csv;
import io.shanmen.server.insight.sheet.Table;
import io.shanmen.server.insight.sheet.Workbook;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports, the lines behind them, and both as files. */
@RestController
@RequestMapping("/api/insight/reports")
@Permit("insight.reports")
class ReportController {

  private static final String CSV = "text/csv";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** The most lines of one page. */
  private static final int PAGE_LIMIT_LINES = 500;

  /** The most lines of one file. */
  private static final int FILE_LIMIT_LINES = 50_000;

  /** Two years and a day: more than any comparison needs. */
  private static final int SPAN_LIMIT_DAYS = 732;

  private final Reports reports;
  private final ReportLines lines;
  private final ParkProfile profile;
  private final Audit audit;

  ReportController(Reports reports, ReportLines lines, ParkProfile profile, Audit audit) {
    this.reports = reports;
    this.lines = lines;
    this.profile = profile;
    this.audit = audit;
  }

  /** The report of the day, week, month, quarter or year that a day lies in; today without one. */
  @GetMapping("/{period}")
  Report report(
      @PathVariable Period period,
      @RequestParam(required = false) @Nullable LocalDate day,
      SignedIn who) {
    return reports.report(period, day, who.operatorName());
  }

  /** The whole report as a workbook. */
  @GetMapping(path = "/{period}/workbook", produces = XLSX)
  ResponseEntity<byte[]> reportWorkbook(
      @PathVariable Period period,
      @RequestParam(required = false) @Nullable LocalDate day,
      SignedIn who) {
    Report report = reports.report(period, day, who.operatorName());
    Park park = profile.park();
    byte[] book =
        new Workbook(park.zone(), park.currency()).write(report.heading().lines(), tables(report));
    return file(book, XLSX, fileName(report, "xlsx"), who);
  }

  /** One table of the report as CSV; the key figures by the name {@code KEY_FIGURES}. */
  @GetMapping(path = "/{period}/tables/{tableId}")
  ResponseEntity<?> reportTable(
      @PathVariable Period period,
      @PathVariable String tableId,
      @RequestParam(required = false) @Nullable LocalDate day,
      SignedIn who) {
    Report report = reports.report(period, day, who.operatorName());
    return tables(report).stream()
        .filter(table -> table.id().equals(tableId))
        .findFirst()
        .<ResponseEntity<?>>map(
            table -> csv(table, table.id() + "-" + fileName(report, "csv"), who))
        .orElseGet(() -> problem(InsightProblem.TABLE_UNKNOWN, "/api/insight/reports/" + period));
  }

  /** The lines behind the numbers. */
  @GetMapping("/lines/{kind}")
  Outcome<ReportLines.Page> reportLines(
      @PathVariable ReportLines.Kind kind, @Valid LineQuery query) {
    return query
        .span(profile.park())
        .then(
            span ->
                lines.page(
                    kind,
                    span,
                    query.filter(),
                    query.after(),
                    Math.clamp(query.limit() == null ? 100 : query.limit(), 1, PAGE_LIMIT_LINES)));
  }

  /** The same lines as CSV, at most so many. */
  @GetMapping(path = "/lines/{kind}/csv")
  ResponseEntity<?> reportLinesFile(
      @PathVariable ReportLines.Kind kind, @Valid LineQuery query, SignedIn who) {
    Outcome<ReportLines.Page> page =
        query
            .span(profile.park())
            .then(span -> lines.page(kind, span, query.filter(), query.after(), FILE_LIMIT_LINES));
    return switch (page) {
      case Outcome.Done<ReportLines.Page>(ReportLines.Page found) ->
          csv(found.table(), kind + "-" + query.from() + "-" + query.to() + ".csv", who);
      case Outcome.Refused<ReportLines.Page>(Refusal refusal) ->
          problem(refusal, "/api/insight/reports/lines/" + kind);
    };
  }

  /** Which lines; what is missing does not matter. */
  record LineQuery(
      @NotNull LocalDate from,
      @NotNull LocalDate to,
      @Nullable Integer productNo,
      @Nullable UUID terminalId,
      @Nullable UUID operatorId,
      @Nullable Integer gateNo,
      @Nullable Integer hour,
      @Nullable @Size(max = 200) String after,
      @Nullable Integer limit) {

    Outcome<Span> span(Park park) {
      return to.isBefore(from) || from.plusDays(SPAN_LIMIT_DAYS).isBefore(to)
          ? Outcome.refused(InsightProblem.SPAN_INVALID, Map.of("days", SPAN_LIMIT_DAYS))
          : Outcome.done(Span.ofRows(from, to, park.zone()));
    }

    ReportLines.Filter filter() {
      return new ReportLines.Filter(productNo, terminalId, operatorId, gateNo, hour);
    }
  }

  private ResponseEntity<byte[]> csv(Table table, String name, SignedIn who) {
    Park park = profile.park();
    byte[] text = new Csv(park.zone(), park.currency()).write(table);
    return file(text, CSV + ";charset=UTF-8", name, who);
  }

  private static ResponseEntity<Problem> problem(ProblemCode code, String path) {
    return problem(Refusal.of(code), path);
  }

  private static ResponseEntity<Problem> problem(Refusal refusal, String path) {
    return ResponseEntity.status(refusal.code().status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problem.of(refusal, path));
  }

  /** The report's tables with its key figures as the first of them. */
  private static List<Table> tables(Report report) {
    List<Table> tables = new ArrayList<>();
    tables.add(KeyFigureTable.of(report.keyFigures()));
    tables.addAll(report.tables());
    return tables;
  }

  private static String fileName(Report report, String kind) {
    return report.period() + "-" + report.from() + "." + kind;
  }

  private ResponseEntity<byte[]> file(byte[] bytes, String type, String name, SignedIn who) {
    audit.record(
        AuditEntry.done(who.actor(), "insight.exported", new AuditSubject("report", name)));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(bytes);
  }
}
