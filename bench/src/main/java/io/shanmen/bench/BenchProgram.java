package io.shanmen.bench;

import io.shanmen.simulators.demo.DemoOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./shanmen bench [--only NAMES] [--seconds N] [--tickets N] [--folder DIR] [--document
 * FILE]}: what a park on this machine can do, each figure beside the physical limit measured in the
 * same run. The folder should be on the disk of the database; the grown park in it is kept for the
 * next run.
 */
public final class BenchProgram {

  private static final String SECONDS = "6";
  private static final String GROWN_TICKETS = "5000000";

  private static final Map<String, Section> SECTIONS = sections();

  private BenchProgram() {}

  private static Map<String, Section> sections() {
    Map<String, Section> sections = new LinkedHashMap<>();
    sections.put("sets", new SetsSection());
    sections.put("checks", new ChecksSection());
    sections.put("sales", new SalesSection());
    sections.put("start", new StartSection());
    sections.put("growth", new GrowthSection());
    sections.put("gate", new GateSection());
    return sections;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
    }
    List<String> wanted =
        List.of(options.getOrDefault("only", String.join(",", SECTIONS.keySet())).split(","));
    if (!SECTIONS.keySet().containsAll(wanted)) {
      System.err.println("--only takes some of " + String.join(",", SECTIONS.keySet()));
      System.exit(2);
    }
    Path kept = Path.of(options.getOrDefault("folder", ".")).toAbsolutePath();
    Files.createDirectories(kept);
    Path folder = Files.createTempDirectory(kept, "run");
    Report report = new Report(System.out);
    try {
      Ground ground =
          new Ground(
              new DemoOptions.Programs(
                  Path.of(options.getOrDefault("server", "server/target/shanmen-server-app.jar")),
                  Path.of(options.getOrDefault("gate", "gate/target/shanmen-gate.jar"))),
              folder,
              kept,
              Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", SECONDS))),
              Long.parseLong(options.getOrDefault("tickets", GROWN_TICKETS)),
              report);
      run(ground, wanted);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
    report.write(kept);
    if (options.containsKey("document")) {
      report.renew(Path.of(options.get("document")));
    }
  }

  private static void run(Ground ground, List<String> wanted) throws Exception {
    ground.report().part("machine");
    ground.report().note(Machine.describe());
    for (Map.Entry<String, Section> section : SECTIONS.entrySet()) {
      if (wanted.contains(section.getKey())) {
        ground.report().part(section.getKey());
        section.getValue().run(ground);
      }
    }
  }
}
