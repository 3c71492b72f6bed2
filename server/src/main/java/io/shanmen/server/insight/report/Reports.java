package io.shanmen.server.insight.report;

import io.shanmen.server.admission.Admission;
import io.shanmen.server.admission.GateStatus;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.insight.report.Report.Completeness;
import io.shanmen.server.insight.report.Report.Heading;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes reports. One report is read in one snapshot, so that its tables agree with one another. */
@Component
class Reports {

  private final ReportTables tables;
  private final KeyFigures keyFigures;
  private final DaySums sums;
  private final Admission admission;
  private final ParkProfile profile;
  private final InstantSource clock;
  private final TransactionTemplate snapshot;

  Reports(
      ReportTables tables,
      KeyFigures keyFigures,
      DaySums sums,
      Admission admission,
      ParkProfile profile,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.tables = tables;
    this.keyFigures = keyFigures;
    this.sums = sums;
    this.admission = admission;
    this.profile = profile;
    this.clock = clock;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /**
   * The report of the period that a day lies in.
   *
   * @param day null for the present business day
   */
  Report report(Period period, @Nullable LocalDate day, String printedBy) {
    sums.renew();
    return Objects.requireNonNull(snapshot.execute(status -> read(period, day, printedBy)));
  }

  private Report read(Period period, @Nullable LocalDate day, String printedBy) {
    Park park = profile.park();
    LocalDate in = day == null ? park.dayOf(clock.instant()).date() : day;
    Span span = sums.read(period.first(in), period.last(in), List.of(DaySum.values()));
    return new Report(
        period,
        span.from(),
        span.to(),
        heading(park, period, span, printedBy),
        completeness(),
        keyFigures.of(span),
        tables.all(period, span));
  }

  private Heading heading(Park park, Period period, Span span, String printedBy) {
    String days =
        span.from().equals(span.to()) ? span.from().toString() : span.from() + " – " + span.to();
    return new Heading(
        park.nameZh(),
        park.nameEn(),
        "经营" + period.zh() + " " + days,
        period.en() + ", " + days,
        printedBy,
        clock.instant(),
        park.currency().getCurrencyCode());
  }

  private Completeness completeness() {
    List<GateStatus> gates =
        admission.gates().stream()
            .filter(gate -> gate.health() != GateStatus.Health.REVOKED)
            .toList();
    return new Completeness(
        gates.size(),
        (int)
            gates.stream()
                .filter(gate -> gate.health() != GateStatus.Health.OFFLINE && gate.unsynced() == 0)
                .count(),
        gates.stream().mapToLong(GateStatus::unsynced).sum());
  }
}
