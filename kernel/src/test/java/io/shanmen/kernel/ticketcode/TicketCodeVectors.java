package io.shanmen.kernel.ticketcode;

import io.shanmen.kernel.ticketcode.CodeReading.Fault;
import io.shanmen.kernel.validity.Activation;
import io.shanmen.kernel.validity.DayQuota;
import io.shanmen.kernel.validity.Entitlement;
import io.shanmen.kernel.validity.Route;
import io.shanmen.kernel.validity.SlotWindow;
import io.shanmen.kernel.validity.Validity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the test vectors of ticket codes. */
final class TicketCodeVectors {

  private static final HexFormat HEX = HexFormat.of();
  private static final String NOW = "2026-11-22T02:00:00Z";

  private final JsonMapper json;
  private final ArrayNode codes;
  private final ArrayNode phones;

  private TicketCodeVectors(JsonMapper json) {
    this.json = json;
    this.codes = json.createArrayNode();
    this.phones = json.createArrayNode();
  }

  static ObjectNode all(JsonMapper json) {
    TicketCodeVectors vectors = new TicketCodeVectors(json);
    vectors.good();
    vectors.badKeys();
    vectors.badTexts();
    vectors.national();
    vectors.changing();
    ObjectNode all = json.createObjectNode();
    all.put("about", "Test vectors for docs/protocols/ticket-code.md. Bytes are hexadecimal.");
    all.put("warning", "These keys are public. Never use them anywhere but in tests.");
    ArrayNode keys = all.putArray("keys");
    keys.add(vectors.key(TestKeys.ACTIVE, KeyState.ACTIVE));
    keys.add(vectors.key(TestKeys.RETIRED, KeyState.RETIRED));
    keys.add(vectors.key(TestKeys.REVOKED, KeyState.REVOKED));
    keys.add(vectors.key(TestKeys.NATIONAL, KeyState.ACTIVE));
    all.set("codes", vectors.codes);
    all.set("phones", vectors.phones);
    return all;
  }

  static ObjectNode read(JsonMapper json, Claims claims, KeyId key) {
    ObjectNode node = json.createObjectNode().put("kind", "READ");
    node.put("keyNumber", key.number());
    node.set("claims", claims(json, claims));
    return node;
  }

  static ObjectNode lineRead(JsonMapper json, long number, int digit, KeyId key) {
    return json.createObjectNode()
        .put("kind", "LINE_READ")
        .put("keyNumber", key.number())
        .put("ticketNumber", String.valueOf(number))
        .put("versionDigit", digit);
  }

  static ObjectNode unreadable(JsonMapper json, Fault fault) {
    return json.createObjectNode().put("kind", "UNREADABLE").put("fault", fault.name());
  }

  private void good() {
    qr("an ordinary ticket", TestKeys.ACTIVE, ClaimsExamples.adultDayTicket());
    qr("a family ticket with a slot", TestKeys.ACTIVE, ClaimsExamples.familyTicket());
    qr("the longest claims", TestKeys.ACTIVE, ClaimsExamples.longest());
    qr("the worked example", TestKeys.ACTIVE, ClaimsExamples.workedExample());
    qr("under a retired key", TestKeys.RETIRED, ClaimsExamples.adultDayTicket());
    line("a bar code", TestKeys.ACTIVE, new TicketRef(100_000_042, 1));
    line("the bar code of the next ticket", TestKeys.ACTIVE, new TicketRef(100_000_043, 1));
    line("the bar code of a reprint", TestKeys.ACTIVE, new TicketRef(100_000_042, 2));
    line("the twelfth print", TestKeys.ACTIVE, new TicketRef(100_000_042, 12));
    line("the lowest number", TestKeys.ACTIVE, new TicketRef(0, 1));
    line("the highest number", TestKeys.ACTIVE, new TicketRef(99_999_999_999L, 9));
    line("a bar code under a retired key", TestKeys.RETIRED, new TicketRef(100_000_042, 1));
  }

  private void badKeys() {
    String genuine = write(TestKeys.ACTIVE, ClaimsExamples.adultDayTicket());
    TicketRef ticket = new TicketRef(100_000_042, 1);
    String genuineLine = write(TestKeys.ACTIVE, ticket);
    bad("a revoked key", writeUnder(TestKeys.REVOKED), Fault.KEY_REVOKED);
    bad("a revoked key's bar code", write(TestKeys.REVOKED, ticket), Fault.KEY_REVOKED);
    bad("another park", writeUnder(TestKeys.key(new KeyId(1, 7, 3), 0x10)), Fault.FOREIGN_CODE);
    bad("a key not here", writeUnder(TestKeys.key(8, 4, 0x50)), Fault.UNKNOWN_KEY);
    bad(
        "a bar code under a key not here",
        write(TestKeys.key(8, 4, 0x50), ticket),
        Fault.FOREIGN_CODE);
    bad("an older epoch", writeUnder(TestKeys.key(7, 2, 0x50)), Fault.CODE_OUTDATED);
    bad("a newer epoch", writeUnder(TestKeys.key(7, 4, 0x50)), Fault.UNKNOWN_KEY);
    bad("a forged signature", writeUnder(TestKeys.key(7, 3, 0x60)), Fault.BAD_SIGNATURE);
    bad("a forged bar code", write(TestKeys.key(7, 3, 0x60), ticket), Fault.BAD_SIGNATURE);
    String end = TestKeys.NOT_AFTER.toString();
    add("a key that has ended", genuine, end, unreadable(json, Fault.CODE_OUTDATED));
    add("a bar code whose key has ended", genuineLine, end, unreadable(json, Fault.CODE_OUTDATED));
    Claims still = ClaimsExamples.adultDayTicket();
    Claims dynamic =
        new Claims(
            still.ticket(),
            still.productNo(),
            still.validity(),
            still.entitlement(),
            EnumSet.of(CodeOption.DYNAMIC));
    bad("a copy of a changing code", write(TestKeys.ACTIVE, dynamic), Fault.CODE_OUTDATED);
  }

  private void badTexts() {
    String genuine = write(TestKeys.ACTIVE, ClaimsExamples.adultDayTicket());
    byte[] bytes = Base45.decode(genuine).orElseThrow();
    bad("an altered nonce", altered(bytes, 8), Fault.BAD_SIGNATURE);
    bad("altered claims", altered(bytes, 20), Fault.BAD_SIGNATURE);
    bad("an altered tag", altered(bytes, 36), Fault.BAD_SIGNATURE);
    bad("an altered signature", altered(bytes, bytes.length - 1), Fault.BAD_SIGNATURE);
    bad("an altered park", altered(bytes, 4), Fault.FOREIGN_CODE);
    bad("an unknown format", altered(bytes, 2), Fault.BAD_CODE);
    bad("half of it", genuine.substring(0, 90), Fault.BAD_CODE);
    bad("three characters less", genuine.substring(0, genuine.length() - 3), Fault.BAD_SIGNATURE);
    bad("one character less", genuine.substring(0, genuine.length() - 2), Fault.BAD_CODE);
    bad("three characters more", genuine + "000", Fault.BAD_SIGNATURE);
    bad(
        "lower case",
        "MEN" + genuine.substring(3).toLowerCase(java.util.Locale.ROOT),
        Fault.BAD_CODE);
    bad("nothing", "", Fault.FOREIGN_CODE);
    bad("a web address", "https://example.org/?c=MEN", Fault.FOREIGN_CODE);
    bad("eighteen digits of a payment code", "134567890123456789", Fault.FOREIGN_CODE);
    bad("a bar code with one digit altered", nextDigit(23), Fault.BAD_SIGNATURE);
    bad("a bar code with a digit lost", nextDigit(5).substring(1), Fault.FOREIGN_CODE);
  }

  private void national() {
    qr("an ordinary ticket under the national suite", TestKeys.NATIONAL, adult());
    qr("the longest claims under the national suite", TestKeys.NATIONAL, ClaimsExamples.longest());
    line("a bar code under the national suite", TestKeys.NATIONAL, adult().ticket());
    IssuingKey forger = TestKeys.national(TestKeys.NATIONAL.record().id(), 0x60);
    bad("a forged SM2 signature", write(forger, adult()), Fault.BAD_SIGNATURE);
    byte[] bytes = Base45.decode(write(TestKeys.NATIONAL, adult())).orElseThrow();
    bad("altered claims under the national suite", altered(bytes, 20), Fault.BAD_SIGNATURE);
    bytes[2] = 0x11;
    bad("a code that says another suite than its key", Base45.encode(bytes), Fault.BAD_CODE);
    bytes[2] = 0x13;
    bad("an unknown suite", Base45.encode(bytes), Fault.BAD_CODE);
  }

  private static Claims adult() {
    return ClaimsExamples.adultDayTicket();
  }

  private void changing() {
    changing("a phone's code", TestKeys.ACTIVE, adult());
    changing("a phone's code of the longest claims", TestKeys.ACTIVE, ClaimsExamples.longest());
    changing("a phone's code under the national suite", TestKeys.NATIONAL, adult());
    DynamicCode.Phone phone =
        writer(TestKeys.ACTIVE).phone(DynamicCodeTest.changing(adult()), nonce());
    bad("a phone's code without its proof", Base45.encode(phone.signed()), Fault.BAD_SIGNATURE);
    String shown = DynamicCode.text(TestKeys.CRYPTOGRAPHY, phone, Instant.parse(NOW));
    byte[] bytes = Base45.decode(shown).orElseThrow();
    bad(
        "a phone's code with an altered proof",
        altered(bytes, bytes.length - 1),
        Fault.CODE_OUTDATED);
    bad("a phone's code with altered claims", altered(bytes, 20), Fault.BAD_SIGNATURE);
  }

  /** What the phone shows, and how it is read soon, late and by a clock that is wrong. */
  private void changing(String name, IssuingKey key, Claims still) {
    Claims claims = DynamicCodeTest.changing(still);
    DynamicCode.Phone phone = writer(key).phone(claims, nonce());
    String shown =
        DynamicCode.text(TestKeys.SUITES.get(key.record().suite()), phone, Instant.parse(NOW));
    phones
        .addObject()
        .put("name", name)
        .put("suite", key.record().suite().number())
        .put("signed", HEX.formatHex(phone.signed()))
        .put("secret", HEX.formatHex(phone.secret().bytes()))
        .put("now", NOW)
        .put("code", shown);
    ObjectNode good = read(json, claims, key.record().id());
    ObjectNode outdated = unreadable(json, Fault.CODE_OUTDATED);
    add(name, shown, NOW, good);
    add(name + ", a minute less a second later", shown, "2026-11-22T02:00:59Z", good);
    add(name + ", a minute later", shown, "2026-11-22T02:01:00Z", outdated);
    add(name + ", by a clock half a minute behind", shown, "2026-11-22T01:59:30Z", good);
    add(name + ", by a clock more than that behind", shown, "2026-11-22T01:59:29Z", outdated);
  }

  private static TicketCodeWriter writer(IssuingKey key) {
    return new TicketCodeWriter(TestKeys.SUITES.get(key.record().suite()), key);
  }

  private void qr(String name, IssuingKey key, Claims claims) {
    ObjectNode node = add(name, write(key, claims), NOW, read(json, claims, key.record().id()));
    node.put("nonce", HEX.formatHex(nonce()));
    node.put("claims", HEX.formatHex(ClaimsCodec.encode(claims)));
    node.put("bytes", HEX.formatHex(Base45.decode(write(key, claims)).orElseThrow()));
  }

  private void line(String name, IssuingKey key, TicketRef ticket) {
    add(
        name,
        write(key, ticket),
        NOW,
        lineRead(json, ticket.number(), ticket.version() % 10, key.record().id()));
  }

  private void bad(String name, String code, Fault fault) {
    add(name, code, NOW, unreadable(json, fault));
  }

  private ObjectNode add(String name, String code, String now, ObjectNode reading) {
    ObjectNode node = codes.addObject().put("name", name).put("code", code).put("now", now);
    node.set("reading", reading);
    return node;
  }

  private static String writeUnder(IssuingKey key) {
    return write(key, ClaimsExamples.adultDayTicket());
  }

  private static String write(IssuingKey key, Claims claims) {
    return writer(key).qr(claims, nonce());
  }

  private static String write(IssuingKey key, TicketRef ticket) {
    return writer(key).line(ticket);
  }

  private static String altered(byte[] code, int at) {
    byte[] altered = code.clone();
    altered[at] ^= (byte) 0x80;
    return Base45.encode(altered);
  }

  private static String nextDigit(int at) {
    char[] line = write(TestKeys.ACTIVE, new TicketRef(100_000_042, 1)).toCharArray();
    line[at] = (char) ('0' + (line[at] - '0' + 1) % 10);
    return new String(line);
  }

  private static byte[] nonce() {
    return HEX.parseHex("000102030405060708090a0b");
  }

  private ObjectNode key(IssuingKey key, KeyState state) {
    KeyRecord record = key.record();
    return json.createObjectNode()
        .put("park", record.id().park())
        .put("number", record.id().number())
        .put("epoch", record.id().epoch())
        .put("suite", record.suite().number())
        .put("state", state.name())
        .put("notBefore", record.notBefore().toString())
        .put("notAfter", record.notAfter().toString())
        .put("sign", HEX.formatHex(key.sign().bytes()))
        .put("verify", HEX.formatHex(key.reading().verify().bytes()))
        .put("seal", HEX.formatHex(key.reading().seal().bytes()))
        .put("line", HEX.formatHex(key.reading().line().bytes()));
  }

  private static ObjectNode claims(JsonMapper json, Claims claims) {
    ObjectNode node = json.createObjectNode();
    // As text: JavaScript's numbers end at 2^53.
    node.put("ticketNumber", String.valueOf(claims.ticket().number()));
    node.put("codeVersion", claims.ticket().version());
    node.put("productNo", claims.productNo());
    validity(node.putObject("validity"), claims.validity());
    entitlement(node.putObject("entitlement"), claims.entitlement());
    ArrayNode options = node.putArray("options");
    claims.options().forEach(option -> options.add(option.name()));
    return node;
  }

  private static void validity(ObjectNode node, Validity validity) {
    node.put("firstDay", validity.days().first().toString());
    node.put("lastDay", validity.days().last().toString());
    ArrayNode weekdays = node.putArray("weekdays");
    validity.dayRule().weekdays().forEach(day -> weekdays.add(day.name()));
    node.put("exceptHolidays", validity.dayRule().exceptHolidays());
    node.put("exceptBlackouts", validity.dayRule().exceptBlackouts());
    node.put("bookPeakDays", validity.dayRule().bookPeakDays());
    SlotWindow slot = validity.slot();
    if (slot != null) {
      node.putObject("slot")
          .put("startMinute", slot.startMinute())
          .put("endMinute", slot.endMinute())
          .put("earlyMinutes", slot.earlyMinutes())
          .put("lateMinutes", slot.lateMinutes());
    }
    Activation activation = validity.activation();
    if (activation != null) {
      node.putObject("activation")
          .put("start", activation.start().name())
          .put("amount", activation.amount())
          .put("unit", activation.unit().name());
    }
    DayQuota quota = validity.quota();
    if (quota != null) {
      node.putObject("quota")
          .put("useDays", quota.useDays())
          .put("withinDays", quota.withinDays())
          .put("consecutive", quota.consecutive())
          .put("from", quota.from().name());
    }
  }

  private static void entitlement(ObjectNode node, Entitlement entitlement) {
    node.put("heads", entitlement.heads());
    node.put("total", entitlement.uses().total());
    node.put("perDay", entitlement.uses().perDay());
    node.put("intervalMinutes", entitlement.uses().intervalMinutes());
    node.put("counting", entitlement.uses().counting().name());
    Route route = entitlement.route();
    ArrayNode checkpoints = node.putArray("checkpoints");
    route.checkpoints().numbers().forEach(checkpoints::add);
    node.put("order", route.order().name());
    node.put("anyOf", route.anyOf());
    Route.After after = route.after();
    if (after != null) {
      node.putObject("after")
          .put("checkpoint", after.checkpoint())
          .put("minMinutes", after.minMinutes())
          .put("maxMinutes", after.maxMinutes());
    }
  }
}
