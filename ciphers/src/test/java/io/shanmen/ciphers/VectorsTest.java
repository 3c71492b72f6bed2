package io.shanmen.ciphers;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.CodeReading.LineRead;
import io.shanmen.kernel.ticketcode.CodeReading.Read;
import io.shanmen.kernel.ticketcode.CodeReading.Unreadable;
import io.shanmen.kernel.ticketcode.DynamicCode;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyRing;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.kernel.ticketcode.TicketCodeReader;
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

/** The kernel's vectors of ticket codes, read with the algorithms that server and gate use. */
class VectorsTest {

  private static final Path FILE = Path.of("../kernel/src/test/resources/vectors/ticket-code.json");
  private static final HexFormat HEX = HexFormat.of();

  private final JsonNode vectors = read();

  private static JsonNode read() {
    try {
      return JsonMapper.builder().build().readTree(Files.readString(FILE));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void eachCodeIsReadAsItsVectorSays() {
    TicketCodeReader reader = new TicketCodeReader(Ciphers.suites(), ring());
    for (JsonNode vector : vectors.get("codes")) {
      CodeReading reading =
          reader.read(vector.get("code").asString(), Instant.parse(vector.get("now").asString()));
      assertThat(kind(reading))
          .as(vector.get("name").asString())
          .isEqualTo(
              vector.get("reading").get("kind").asString()
                  + vector.get("reading").path("fault").asString("")
                  + vector.get("reading").path("claims").path("ticketNumber").asString(""));
    }
  }

  private static String kind(CodeReading reading) {
    return switch (reading) {
      case Read read -> "READ" + read.claims().ticket().number();
      case LineRead line -> "LINE_READ";
      case Unreadable(CodeReading.Fault fault) -> "UNREADABLE" + fault;
    };
  }

  @Test
  void aPhoneShowsWhatItsVectorSays() {
    assertThat(vectors.get("phones")).isNotEmpty();
    for (JsonNode vector : vectors.get("phones")) {
      DynamicCode.Phone phone =
          new DynamicCode.Phone(
              HEX.parseHex(vector.get("signed").asString()), material(vector, "secret"));
      Suite suite = Suite.ofNumber(vector.get("suite").asInt()).orElseThrow();
      assertThat(
              DynamicCode.text(
                  Ciphers.suites().get(suite), phone, Instant.parse(vector.get("now").asString())))
          .isEqualTo(vector.get("code").asString());
    }
  }

  private KeyRing ring() {
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
}
