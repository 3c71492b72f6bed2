package io.shanmen.gate.store;

import io.shanmen.ciphers.KeyWrap;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.KeyRecord;
import io.shanmen.kernel.ticketcode.KeyState;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.kernel.ticketcode.Suite;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Opens the keys of the feed, which are wrapped for this gate's own key pair. */
record SealedKeys(UUID gateId, KeyPair own) {

  private static final String NOT_AFTER_FOREVER = "9999-12-31T00:00:00Z";

  /** The key, or nothing where it was wrapped for another key pair than this gate's. */
  Optional<ReadingKey> key(JsonNode item) {
    String notAfter = item.path("notAfter").asString("");
    KeyId id =
        new KeyId(
            item.path("parkNo").asInt(), item.path("number").asInt(), item.path("epoch").asInt());
    KeyRecord record =
        new KeyRecord(
            id,
            Suite.valueOf(item.path("suite").asString()),
            Instant.parse(item.path("notBefore").asString()),
            Instant.parse(notAfter.isEmpty() ? NOT_AFTER_FOREVER : notAfter),
            KeyState.valueOf(item.path("state").asString()));
    KeyMaterial verify = KeyMaterial.of(bytes(item.path("verify")));
    return secret(item, "seal", id)
        .flatMap(
            seal ->
                secret(item, "line", id).map(line -> new ReadingKey(record, seal, verify, line)));
  }

  private Optional<KeyMaterial> secret(JsonNode item, String part, KeyId id) {
    byte[] told = bytes(item.path(part));
    return item.path("wrapping").asString("").equals(KeyWrap.NAME)
        ? KeyWrap.unwrap(own, told, KeyWrap.purpose(part, id, gateId)).map(KeyMaterial::of)
        : Optional.of(KeyMaterial.of(told));
  }

  private static byte[] bytes(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asString());
  }
}
