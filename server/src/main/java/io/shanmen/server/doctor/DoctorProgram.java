package io.shanmen.server.doctor;

import java.time.InstantSource;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code java -jar shanmen-server-app.jar doctor [--name=value …]}. */
public final class DoctorProgram {
  /** No beans: the visit only needs the settings, found as the server would find them. */
  private static final class SettingsOnly {}

  private DoctorProgram() {}

  /**
   * Visits with the settings that the server would get from these arguments.
   *
   * @return the exit code: 0 for healthy, 1 for something to be mended
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
      boolean healthy =
          new Doctor(InstantSource.system()).visit(settings.getEnvironment(), System.out);
      return healthy ? 0 : 1;
    }
  }
}
