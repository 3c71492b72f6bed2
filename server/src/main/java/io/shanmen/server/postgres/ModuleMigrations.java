package io.shanmen.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.modulith.ApplicationModule;

/**
 * Brings the schema of each module up to date: {@code db/migration/<module>/V*.sql} into the schema
 * of the module's name, with a history table of its own there, a module after those it may use.
 *
 * <p>Spring Modulith's own runner would keep all histories in one schema and analyse the byte code
 * at each start; the order needs no more than the annotations.
 */
final class ModuleMigrations {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleMigrations.class);
  private static final String MODULES = "io.shanmen.server.";
  private static final Pattern MODULE_OF_SCRIPT =
      Pattern.compile("/db/migration/([a-z]+)/V[^/]*\\.sql$");

  /** A migration that has not been applied, or that failed. */
  record Pending(String module, String version, String description) {}

  private final DataSource database;

  ModuleMigrations(DataSource database) {
    this.database = database;
  }

  /** Applies what is missing. */
  void run() {
    for (String module : inOrderOfDependency(modulesWithScripts())) {
      MigrateResult result = flyway(module).migrate();
      if (result.migrationsExecuted > 0) {
        LOG.info("Schema {} is now at version {}", module, result.targetSchemaVersion);
      }
    }
  }

  /** What {@link #run} would apply. */
  List<Pending> pending() {
    List<Pending> pending = new ArrayList<>();
    for (String module : inOrderOfDependency(modulesWithScripts())) {
      for (MigrationInfo info : flyway(module).info().pending()) {
        pending.add(new Pending(module, String.valueOf(info.getVersion()), info.getDescription()));
      }
    }
    return pending;
  }

  private Flyway flyway(String module) {
    return Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration/" + module)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .schemas(module)
        .defaultSchema(module)
        .table("flyway_schema_history")
        .cleanDisabled(true)
        .load();
  }

  private static Set<String> modulesWithScripts() {
    try {
      Set<String> modules = new TreeSet<>();
      for (Resource script :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:db/migration/*/V*.sql")) {
        Matcher matcher = MODULE_OF_SCRIPT.matcher(script.getURL().getPath());
        if (!matcher.find()) {
          throw new IllegalStateException("Misplaced migration " + script);
        }
        modules.add(matcher.group(1));
      }
      return modules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> inOrderOfDependency(Set<String> modules) {
    Set<String> ordered = new LinkedHashSet<>();
    modules.forEach(module -> place(module, ordered, new LinkedHashSet<>()));
    ordered.retainAll(modules);
    return List.copyOf(ordered);
  }

  private static void place(String module, Set<String> ordered, Set<String> path) {
    if (ordered.contains(module)) {
      return;
    }
    if (!path.add(module)) {
      throw new IllegalStateException("Modules depend on one another in a circle: " + path);
    }
    allowedDependencies(module).forEach(used -> place(used, ordered, path));
    path.remove(module);
    ordered.add(module);
  }

  private static List<String> allowedDependencies(String module) {
    ApplicationModule annotation;
    try {
      annotation =
          Class.forName(MODULES + module + ".package-info").getAnnotation(ApplicationModule.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("There are migrations for an unknown module: " + module, e);
    }
    if (annotation == null
        || List.of(annotation.allowedDependencies()).contains(ApplicationModule.OPEN_TOKEN)) {
      return List.of();
    }
    return List.of(annotation.allowedDependencies()).stream()
        .map(dependency -> dependency.split("::", 2)[0].strip())
        .toList();
  }
}
