package io.shanmen.server.vault;

import io.shanmen.server.foundation.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every sealed value is where it was sealed for. */
@Component
class SealedFieldsInvariant implements Invariant {

  private final List<SealedColumn> columns;
  private final Fields fields;
  private final JdbcClient jdbc;

  SealedFieldsInvariant(List<SealedColumn> columns, Fields fields, JdbcClient jdbc) {
    this.columns = List.copyOf(columns);
    this.fields = fields;
    this.jdbc = jdbc;
  }

  @Override
  public String statement() {
    return "every sealed value opens in its own row and column";
  }

  @Override
  public List<String> violations() {
    List<String> violations = new ArrayList<>();
    for (SealedColumn column : columns) {
      jdbc.sql(
              "SELECT %1$s, %2$s FROM %3$s WHERE %2$s IS NOT NULL"
                  .formatted(column.row(), column.column(), column.table()))
          .query(
              row -> {
                UUID id = row.getObject(1, UUID.class);
                try {
                  fields.open(column, id, row.getBytes(2));
                } catch (FieldAltered altered) {
                  violations.add(column + " of " + id);
                }
              });
    }
    return violations;
  }
}
