package io.shanmen.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The park's platform: sells, admits, settles and reports, in one process on PostgreSQL. */
@SpringBootApplication
@Modulithic(systemName = "Shanmen", sharedModules = "foundation")
public class ShanmenServer {

  public static void main(String[] args) {
    SpringApplication.run(ShanmenServer.class, args);
  }
}
