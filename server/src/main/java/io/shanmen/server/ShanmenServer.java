package io.shanmen.server;

import io.shanmen.server.doctor.DoctorProgram;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The park's platform: sells, admits, settles and reports, in one process on PostgreSQL. */
@SpringBootApplication
@Modulithic(systemName = "Shanmen", sharedModules = "foundation")
public class ShanmenServer {

  /** Starts the server, or with the word {@code doctor} first, looks at where it would run. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("doctor")) {
      System.exit(DoctorProgram.run(Arrays.copyOfRange(args, 1, args.length)));
    }
    SpringApplication.run(ShanmenServer.class, args);
  }
}
