package io.shanmen.kernel.ticketcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ticketcode.CodeReading.LineRead;
import io.shanmen.kernel.ticketcode.CodeReading.Read;
import io.shanmen.kernel.ticketcode.CodeReading.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The test vectors in src/test/resources/vectors/ticket-code.json, by which any other reader can
 * prove itself. {@code mvn test -Dtest=TicketCodeVectorsTest -Ddocs.write=true} writes them anew.
 */
class TicketCodeVectorsTest {

  private static final Path FILE = Path.of("src/test/resources/vectors/ticket-code.json");
  private static final HexFormat HEX = HexFormat.of();

  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void theVectorsAreWhatTheWriterWrites() throws IOException {
    String vectors =
        json.writerWithDefaultPrettyPrinter().writeValueAsString(TicketCodeVectors.all(json))
            + "\n";
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, vectors);
    }
    assertThat(Files.readString(FILE)).isEqualTo(vectors);
  }

  @Test
  void theReaderReadsEachVectorAsItSays() throws IOException {
    JsonNode vectors = json.readTree(Files.readString(FILE));
    TicketCodeReader reader = new TicketCodeReader(TestKeys.SUITES, ring(vectors));
    List<String> names = new ArrayList<>();
    for (JsonNode vector : vectors.get("codes")) {
      names.add(vector.get("name").asString());
      CodeReading reading =
          reader.read(vector.get("code").asString(), Instant.parse(vector.get("now").asString()));
      assertThat(describe(reading))
          .as(vector.get("name").asString())
          .isEqualTo(vector.get("reading"));
    }
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  @Test
  void everyFaultHasAVector() throws IOException {
    String vectors = Files.readString(FILE);
    for (CodeReading.Fault fault : CodeReading.Fault.values()) {
      assertThat(vectors).contains("\"" + fault + "\"");
    }
  }

  private static KeyRing ring(JsonNode vectors) {
    List<ReadingKey> keys = new ArrayList<>();
    for (JsonNode key : vectors.get("keys")) {
      KeyId id =
          new KeyId(key.get("park").asInt(), key.get("number").asInt(), key.get("epoch").asInt());
      keys.add(
          new ReadingKey(
              new KeyRecord(
                  id,
                  Suite.ofNumber(key.get("suite").asInt()).orElseThrow(),
                  Instant.parse(key.get("notBefore").asString()),
                  Instant.parse(key.get("notAfter").asString()),
                  KeyState.valueOf(key.get("state").asString())),
              material(key, "seal"),
              material(key, "verify"),
              material(key, "line")));
    }
    return new KeyRing(keys);
  }

  private static KeyMaterial material(JsonNode key, String field) {
    return KeyMaterial.of(HEX.parseHex(key.get(field).asString()));
  }

  private JsonNode describe(CodeReading reading) {
    return switch (reading) {
      case Read(Claims claims, KeyId key) -> TicketCodeVectors.read(json, claims, key);
      case LineRead(long number, int digit, KeyId key) ->
          TicketCodeVectors.lineRead(json, number, digit, key);
      case Unreadable(CodeReading.Fault fault) -> TicketCodeVectors.unreadable(json, fault);
    };
  }
}
