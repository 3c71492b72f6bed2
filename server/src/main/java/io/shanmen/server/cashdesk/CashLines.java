package io.shanmen.server.cashdesk;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Counts by denomination as they stand in the database. */
@Component
class CashLines {

  private static final TypeReference<List<CashLine>> LINES = new TypeReference<>() {};

  private final JsonMapper json;

  CashLines(JsonMapper json) {
    this.json = json;
  }

  String write(List<CashLine> lines) {
    return json.writeValueAsString(lines);
  }

  List<CashLine> read(String stored) {
    return json.readValue(stored, LINES);
  }
}
