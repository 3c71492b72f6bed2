package io.shanmen.server.hostile;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies that the server would take, for the tables to spoil: field by field, as raw JSON. */
final class GoodBodies {

  private GoodBodies() {}

  /** The fields of the body of this name; null if there is none. */
  static @Nullable Map<String, String> of(String name) {
    return switch (name) {
      case "quote" -> fields("lines", "[{\"productId\":\"«product»\",\"quantity\":1}]");
      case "sale" ->
          fields(
              "orderId", "\"«new»\"",
              "lines", "[{\"productId\":\"«product»\",\"quantity\":1}]",
              "totalMinor", "8000",
              "tender", "{\"kind\":\"CASH\",\"receivedMinor\":8000}",
              "confirmed", "false");
      case "cart" ->
          fields(
              "cartId", "\"«new»\"",
              "label", "\"红帽子\"",
              "lines", "[{\"productId\":\"«product»\",\"quantity\":1}]");
      case "void" -> fields("requestId", "\"«new»\"", "reason", "\"打错了\"");
      case "print" ->
          fields(
              "jobId", "\"«new»\"",
              "ticketNos", "[«ticket»]",
              "way", "\"PDF\"",
              "openDrawer", "false");
      case "reprint" -> fields("requestId", "\"«new»\"", "reason", "\"纸皱了\"");
      case "refund" ->
          fields(
              "requestId", "\"«new»\"",
              "orderId", "\"«order»\"",
              "ticketNos", "[«ticket»]",
              "ground", "\"BY_RULE\"",
              "reason", "\"不去了\"",
              "amountMinor", "7500");
      case "count" ->
          fields("countId", "\"«new»\"", "lines", "[{\"faceMinor\":10000,\"count\":1}]");
      case "movement" ->
          fields(
              "movementId", "\"«new»\"",
              "paidIn", "true",
              "amountMinor", "100",
              "reason", "\"零钱\"");
      case "sign-in" ->
          fields(
              "terminalId", "\"«computer»\"",
              "challenge", "\"AAAA\"",
              "signature", "\"AAAA\"",
              "operator", "\"admin\"",
              "password", "\"guess-it-now\"");
      case "ask" -> fields("terminalId", "\"«new»\"", "name", "\"窗口\"", "publicKey", "\"«key»\"");
      case "operator" ->
          fields(
              "operatorId", "\"«new»\"",
              "signInName", "\"wang.li\"",
              "name", "\"王丽\"",
              "roleIds", "[]",
              "password", "\"given-by-admin\"");
      case "role" ->
          fields(
              "roleId", "\"«new»\"",
              "nameZh", "\"审计员\"",
              "nameEn", "\"Auditor\"",
              "permissions", "[\"audit.read\"]");
      case "authorise" ->
          fields(
              "requestId", "\"«new»\"",
              "code", "\"MEN\"",
              "reader", "\"entry-1\"",
              "direction", "\"ENTRY\"",
              "atMost", "9",
              "at", "\"2026-10-01T02:00:00Z\"");
      case "heartbeat" ->
          fields(
              "at", "\"2026-10-01T02:00:00Z\"",
              "bootId", "\"«new»\"",
              "program", "\"0.1.0\"",
              "mode", "\"ONLINE\"",
              "unsynced", "0",
              "lastSeq", "0",
              "clockPlausible", "true",
              "parts", "[]");
      case "journal" ->
          fields(
              "journalId", "\"«new»\"",
              "entries", "[{\"seq\":1,\"hash\":\"«00*32»\",\"text\":\"{}\"}]");
      case "draft" ->
          fields(
              "names", "{\"zh\":\"票\",\"en\":\"Ticket\"}",
              "admission",
                  "{\"people\":{\"least\":1,\"most\":1},\"validity\":{},\"uses\":{},"
                      + "\"route\":{\"checkpoints\":[1],\"order\":\"FREE\",\"anyOf\":0}}",
              "sale", "{\"refund\":{\"steps\":[]}}",
              "prices", "[]");
      default -> null;
    };
  }

  private static Map<String, String> fields(String... namesAndValues) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
