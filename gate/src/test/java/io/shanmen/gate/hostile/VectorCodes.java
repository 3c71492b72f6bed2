package io.shanmen.gate.hostile;

import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyRing;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published test vectors of ticket codes, read as a stranger would read them. */
final class VectorCodes {

  static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

  private static final Path FILE =
      Path.of("..", "kernel", "src", "test", "resources", "vectors", "ticket-code.json");

  private final JsonNode vectors = JsonMapper.builder().build().readTree(FILE.toFile());

  KeyRing keys() {
    List<ReadingKey> keys = new ArrayList<>();
    for (JsonNode key : vectors.path("keys")) {
      keys.add(
          new ReadingKey(
              new KeyRecord(
                  new KeyId(
                      key.path("park").asInt(),
                      key.path("number").asInt(),
                      key.path("epoch").asInt()),
                  Suite.ofNumber(key.path("suite").asInt()).orElseThrow(),
                  Instant.parse(key.path("notBefore").asString()),
                  Instant.parse(key.path("notAfter").asString()),
                  KeyState.valueOf(key.path("state").asString())),
              material(key.path("seal")),
              material(key.path("verify")),
              material(key.path("line"))));
    }
    return new KeyRing(keys);
  }

  /** Every code, good and bad. */
  List<String> allCodes() {
    return codes(false);
  }

  /** Those that are read. */
  List<String> goodCodes() {
    return codes(true);
  }

  /** The bytes of the claims of the good ones, hexadecimal. */
  List<String> claims() {
    List<String> claims = new ArrayList<>();
    for (JsonNode code : vectors.path("codes")) {
      if (code.has("claims")) {
        claims.add(code.path("claims").asString());
      }
    }
    return claims;
  }

  private List<String> codes(boolean goodOnly) {
    List<String> codes = new ArrayList<>();
    for (JsonNode code : vectors.path("codes")) {
      boolean good = !code.path("reading").path("kind").asString().equals("UNREADABLE");
      if (good || !goodOnly) {
        codes.add(code.path("code").asString());
      }
    }
    return codes;
  }

  private static KeyMaterial material(JsonNode hex) {
    return KeyMaterial.of(HexFormat.of().parseHex(hex.asString()));
  }
}
