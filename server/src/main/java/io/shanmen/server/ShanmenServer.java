package io.shanmen.server;

import io.shanmen.server.audit.VerifyAuditProgram;
import io.shanmen.server.commandline.KeysProgram;
import io.shanmen.server.doctor.DoctorProgram;
import io.shanmen.server.doctor.VerifyProgram;
import io.shanmen.server.postgres.BackupProgram;
import io.shanmen.server.vault.TokenKeeper;
import java.io.IOException;
import java.time.InstantSource;
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
   * backup} and {@code restore}, copies its data folder and puts it back, with {@code verify}, says
   * whether its books are sound, and with {@code verify-audit}, whether the audit log is intact;
   * with {@code keys}, two people look after the keys of ticket codes. With {@code token-keeper} it
   * is the server's own helper that holds a PKCS#11 token.
   */
  public static void main(String[] args) throws IOException {
    String word = args.length == 0 ? "" : args[0];
    switch (word) {
      case "doctor" -> System.exit(DoctorProgram.run(withoutFirst(args)));
      case "backup" -> System.exit(backups().backup(withoutFirst(args)));
      case "restore" -> System.exit(backups().restore(withoutFirst(args)));
      case "verify" -> System.exit(VerifyProgram.run(withoutFirst(args), System.out));
      case "verify-audit" -> System.exit(VerifyAuditProgram.run(withoutFirst(args)));
      case "keys" ->
          System.exit(
              KeysProgram.run(ShanmenServer.class, withoutFirst(args), System.in, System.out));
      case "token-keeper" -> TokenKeeper.run(System.in, System.out);
      default -> SpringApplication.run(ShanmenServer.class, args);
    }
  }

  private static BackupProgram backups() {
    return new BackupProgram(InstantSource.system(), System.out);
  }

  private static String[] withoutFirst(String[] args) {
    return Arrays.copyOfRange(args, 1, args.length);
  }
}
