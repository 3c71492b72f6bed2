package io.shanmen.server.audit;

import io.shanmen.server.host.CannotStart;
import io.shanmen.server.host.DataFolder;
import io.shanmen.server.postgres.DatabaseVisit;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code java -jar shanmen-server-app.jar verify-audit [--name=value …]}: verifies the audit log
 * whether the server runs or not, and changes nothing.
 */
public final class VerifyAuditProgram {

  private static final int INTACT = 0;
  private static final int DAMAGED = 1;
  private static final int NOT_VERIFIED = 2;

  /** No beans: the program only needs the settings, found as the server would find them. */
  private static final class SettingsOnly {}

  private VerifyAuditProgram() {}

  /**
   * Verifies with the settings that the server would get from these arguments.
   *
   * @return the exit code: 0 for intact, 1 for damaged, 2 when the log could not be read
   */
  public static int run(String[] arguments) {
    String[] quiet =
        Stream.concat(Stream.of("--logging.level.root=error"), Stream.of(arguments))
            .toArray(String[]::new);
    try (ConfigurableApplicationContext settings =
        new SpringApplicationBuilder(SettingsOnly.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(quiet)) {
      return run(settings.getEnvironment(), System.out);
    }
  }

  /**
   * Verifies with the server's settings.
   *
   * @return as {@link #run(String[])}
   */
  public static int run(Environment settings, PrintStream out) {
    DatabaseVisit visit = DatabaseVisit.to(settings);
    if (!visit.isMade()) {
      out.println("There is no audit log yet: the server has never been started here.");
      return INTACT;
    }
    Anchors anchors = Anchors.in(DataFolder.at(settings));
    try {
      AuditVerdict verdict =
          visit.make(
              (database, name) ->
                  new AuditVerification(JdbcClient.create(database), anchors).verify());
      return tell(verdict, out);
    } catch (CannotStart | DataAccessException e) {
      out.println("The audit log could not be read: " + e.getMessage());
      return NOT_VERIFIED;
    }
  }

  private static int tell(AuditVerdict verdict, PrintStream out) {
    out.printf(
        "%d entries in the chain, %d waiting for it, %d anchors compared.%n",
        verdict.entries(), verdict.waiting(), verdict.anchors());
    for (AuditVerdict.Finding finding : verdict.findings()) {
      out.printf(
          "%-10s  link %d  entry %s%n",
          finding.damage(),
          finding.sequence(),
          finding.entryId() == null ? "-" : finding.entryId());
    }
    out.println(
        verdict.isIntact()
            ? "The audit log is intact."
            : "The audit log is DAMAGED: keep the data folder and the database as they are, and tell"
                + " the person responsible.");
    return verdict.isIntact() ? INTACT : DAMAGED;
  }
}
