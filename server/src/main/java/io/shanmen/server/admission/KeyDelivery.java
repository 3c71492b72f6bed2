package io.shanmen.server.admission;

import io.shanmen.ciphers.KeyWrap;
import io.shanmen.kernel.ticketcode.KeyId;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.ReadingKey;
import io.shanmen.server.terminal.Terminals;
import io.shanmen.server.ticketing.TicketCodes;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what is secret of a key into a gate's copy of the feed, wrapped for that gate's own key
 * pair: neither the feed's tables nor another gate can read it.
 */
@Component
class KeyDelivery {

  private static final String KEY_ITEM = "\"kind\":\"KEY\"";

  private final TicketCodes codes;
  private final Terminals terminals;
  private final JsonMapper json;

  KeyDelivery(TicketCodes codes, Terminals terminals, JsonMapper json) {
    this.codes = codes;
    this.terminals = terminals;
    this.json = json;
  }

  /** The items as this gate gets them. */
  List<String> forGate(UUID gateId, List<String> items) {
    if (items.stream().noneMatch(item -> item.contains(KEY_ITEM))) {
      return items;
    }
    byte[] gate = terminals.publicKey(gateId).orElseThrow();
    Map<Integer, ReadingKey> byEpoch =
        codes.readingKeys().stream()
            .collect(Collectors.toMap(key -> key.record().id().epoch(), Function.identity()));
    return items.stream()
        .map(
            item ->
                item.contains(KEY_ITEM)
                    ? withSecrets((ObjectNode) json.readTree(item), byEpoch, gateId, gate)
                    : item)
        .toList();
  }

  private String withSecrets(
      ObjectNode item, Map<Integer, ReadingKey> byEpoch, UUID gateId, byte[] gate) {
    ReadingKey key = byEpoch.get(item.path("epoch").asInt());
    if (key != null) {
      item.put("seal", wrapped(gate, key.seal(), purpose("seal", key, gateId)));
      item.put("line", wrapped(gate, key.line(), purpose("line", key, gateId)));
      item.put("wrapping", KeyWrap.NAME);
    }
    return json.writeValueAsString(item);
  }

  private static String wrapped(byte[] gate, KeyMaterial secret, String purpose) {
    return Base64.getEncoder().encodeToString(KeyWrap.wrap(gate, secret.bytes(), purpose));
  }

  private static String purpose(String part, ReadingKey key, UUID gateId) {
    KeyId id = key.record().id();
    return KeyWrap.purpose(part, id, gateId);
  }
}
