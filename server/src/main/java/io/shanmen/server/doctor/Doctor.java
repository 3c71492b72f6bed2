package io.shanmen.server.doctor;

import io.shanmen.server.host.Examination;
import io.shanmen.server.host.Finding;
import io.shanmen.server.host.HostExamination;
import io.shanmen.server.postgres.DatabaseExamination;
import io.shanmen.server.tls.CertificateExamination;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import org.springframework.core.env.Environment;

/** Looks at a server's surroundings and says how they are. */
public final class Doctor {
  private final List<Examination> examinations;

  public Doctor(InstantSource clock) {
    this.examinations =
        List.of(
            new HostExamination(), new DatabaseExamination(), new CertificateExamination(clock));
  }

  /**
   * Prints what is found.
   *
   * @return whether a park can run like this
   */
  public boolean visit(Environment settings, PrintStream out) {
    List<Finding> findings =
        examinations.stream()
            .flatMap(examination -> examination.examine(settings).stream())
            .toList();
    for (Finding finding : findings) {
      out.printf("%-5s  %-12s  %s%n", mark(finding.level()), finding.subject(), finding.detail());
    }
    long bad = findings.stream().filter(each -> each.level() == Finding.Level.BAD).count();
    out.println(bad == 0 ? "Healthy." : bad + " to be mended.");
    return bad == 0;
  }

  private static String mark(Finding.Level level) {
    return switch (level) {
      case WELL -> "ok";
      case WATCH -> "watch";
      case BAD -> "BAD";
    };
  }
}
