package io.shanmen.server.doctor;

import io.shanmen.server.foundation.Invariant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The invariants of all rooms without their rooms: they need nothing but the database. That of the
 * audit log is left out, because it links what waits before it looks; {@code verify-audit} looks
 * without touching. So is that of sealed fields, which needs their keys.
 */
@ComponentScan(
    basePackages = "io.shanmen.server",
    useDefaultFilters = false,
    includeFilters = {
      @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Invariant.class),
      @Filter(type = FilterType.REGEX, pattern = ".*Invariants")
    },
    excludeFilters =
        @Filter(type = FilterType.REGEX, pattern = ".*\\.(Audit|Sql|SealedFields)Invariant"))
final class InvariantsOnly {

  private InvariantsOnly() {}

  /**
   * An invariant after its walk.
   *
   * @param statement what must hold
   * @param violations where it does not
   */
  record Walked(String statement, List<String> violations) {}

  /** Walks them all, in the order of their statements. */
  static List<Walked> walk(DataSource database) {
    try (AnnotationConfigApplicationContext rooms = new AnnotationConfigApplicationContext()) {
      rooms.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
      rooms.register(InvariantsOnly.class);
      rooms.refresh();
      List<Walked> walked = new ArrayList<>();
      for (Invariant invariant : rooms.getBeansOfType(Invariant.class).values()) {
        walked.add(new Walked(invariant.statement(), invariant.violations()));
      }
      walked.sort(Comparator.comparing(Walked::statement));
      return walked;
    }
  }
}
