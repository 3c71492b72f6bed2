package io.shanmen.server;

import io.shanmen.server.audit.VerifyAuditProgram;
import io.shanmen.server.doctor.DoctorProgram;
import io.shanmen.server.doctor.VerifyProgram;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The park's platform: sells, admits, settles and reports, in one process on PostgreSQL. */
@SpringBootApplication
@Modulithic(systemName = "Shanmen", sharedModules = "foundation")
public class ShanmenServer {

  /**
   * Starts the server; with the word {@code doctor} first, looks at where it would run, with {@code
   * verify}, whether its books are sound, and with {@code verify-audit}, whether the audit log is
   * intact.
   */
  public static void main(String[] args) {
    String word = args.length == 0 ? "" : args[0];
    switch (word) {
      case "doctor" -> System.exit(DoctorProgram.run(withoutFirst(args)));
      case "verify" -> System.exit(VerifyProgram.run(withoutFirst(args), System.out));
      case "verify-audit" -> System.exit(VerifyAuditProgram.run(withoutFirst(args)));
      default -> SpringApplication.run(ShanmenServer.class, args);
    }
  }

  private static String[] withoutFirst(String[] args) {
    return Arrays.copyOfRange(args, 1, args.length);
  }
}
