package io.shanmen.gate.display;

import java.time.Instant;
import java.time.ZoneId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A display's state as the page reads it. */
final class ScreenJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ScreenJson() {}

  static String of(Display.State state, Instant now, ZoneId zone) {
    ObjectNode json = JSON.createObjectNode();
    json.put("now", now.toEpochMilli());
    json.put("zone", zone.getId());
    json.put("mode", state.mode().name());
    json.put("parkZh", state.parkZh());
    json.put("parkEn", state.parkEn());
    json.put("gate", state.gateName());
    json.put("alarm", state.alarm());
    putScreen(json.putObject("screen"), state.screen());
    return JSON.writeValueAsString(json);
  }

  private static void putScreen(ObjectNode json, Screen screen) {
    switch (screen) {
      case Screen.Idle idle -> {
        json.put("state", "idle");
        json.put("direction", idle.direction().name());
      }
      case Screen.Reading _ -> json.put("state", "reading");
      case Screen.Admit admit -> {
        json.put("state", "admit");
        json.put("direction", admit.direction().name());
        json.put("typeZh", admit.typeZh());
        json.put("typeEn", admit.typeEn());
        json.put("people", admit.people());
        json.put("passed", admit.passed());
        json.put("left", admit.left());
      }
      case Screen.Refuse refuse -> {
        json.put("state", "refuse");
        json.put("reason", refuse.reason().name());
        json.put("number", refuse.reason().number());
        json.put("zh", refuse.reason().display());
        json.put("sentenceZh", refuse.reason().zh());
        json.put("sentenceEn", refuse.reason().en());
        json.put("goZh", refuse.reason().wayOn().zh());
        json.put("goEn", refuse.reason().wayOn().en());
        json.put("usedAt", refuse.usedAt());
        json.put("usedAtGate", refuse.usedAtGate());
      }
      case Screen.Manual manual -> {
        json.put("state", "manual");
        json.put("direction", manual.direction().name());
        json.put("people", manual.people());
        json.put("passed", manual.passed());
      }
      case Screen.Notice notice -> {
        json.put("state", "notice");
        json.put("kind", notice.kind().name());
        json.put("zh", notice.kind().zh());
        json.put("en", notice.kind().en());
        json.put("doZh", notice.kind().whatToDoZh());
        json.put("doEn", notice.kind().whatToDoEn());
        json.put("detail", notice.detail());
      }
    }
  }
}
