package io.shanmen.server.doctor;

import io.shanmen.server.audit.VerifyAuditProgram;
import io.shanmen.server.host.CannotStart;
import io.shanmen.server.postgres.DatabaseVisit;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;

/**
 * {@code java -jar shanmen-server-app.jar verify [--name=value …]}: walks every invariant of every
 * room over the database and verifies the audit log, whether the server runs or not. It changes
 * nothing.
 */
public final class VerifyProgram {

  private static final int SOUND = 0;
  private static final int VIOLATED = 1;
  private static final int NOT_VERIFIED = 2;

  /** More places than this where one invariant fails help nobody. */
  private static final int SHOWN_LIMIT_LINES = 20;

  /** No beans: the program only needs the settings, found as the server would find them. */
  private static final class SettingsOnly {}

  private VerifyProgram() {}

  /**
   * Verifies with the settings that the server would get from these arguments.
   *
   * @return the exit code: 0 if everything holds, 1 if something does not, 2 when the database
   *     could not be read
   */
  public static int run(String[] arguments, PrintStream out) {
    String[] quiet =
        Stream.concat(Stream.of("--logging.level.root=error"), Stream.of(arguments))
            .toArray(String[]::new);
    try (ConfigurableApplicationContext settings =
        new SpringApplicationBuilder(SettingsOnly.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(quiet)) {
      return run(settings.getEnvironment(), out);
    }
  }

  private static int run(Environment settings, PrintStream out) {
    DatabaseVisit visit = DatabaseVisit.to(settings);
    if (!visit.isMade()) {
      out.println("There is nothing to verify yet: the server has never been started here.");
      return SOUND;
    }
    try {
      int broken = tell(visit.make((database, name) -> InvariantsOnly.walk(database)), out);
      int audit = VerifyAuditProgram.run(settings, out);
      return broken > 0 ? VIOLATED : audit;
    } catch (CannotStart | DataAccessException e) {
      out.println("The database could not be verified: " + e.getMessage());
      return NOT_VERIFIED;
    }
  }

  /** Prints what was found; returns how many statements do not hold. */
  private static int tell(List<InvariantsOnly.Walked> walked, PrintStream out) {
    int broken = 0;
    for (InvariantsOnly.Walked each : walked) {
      List<String> violations = each.violations();
      out.printf("%-6s  %s%n", violations.isEmpty() ? "holds" : "BROKEN", each.statement());
      violations.stream().limit(SHOWN_LIMIT_LINES).forEach(line -> out.println("        " + line));
      if (violations.size() > SHOWN_LIMIT_LINES) {
        out.printf("        and %d more%n", violations.size() - SHOWN_LIMIT_LINES);
      }
      broken += violations.isEmpty() ? 0 : 1;
    }
    out.printf("%d statements, %d broken.%n", walked.size(), broken);
    return broken;
  }
}
