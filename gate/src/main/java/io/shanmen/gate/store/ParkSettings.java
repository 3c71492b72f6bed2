package io.shanmen.gate.store;

import io.shanmen.kernel.admission.Proof;
import io.shanmen.kernel.admission.ReaderMemory;
import io.shanmen.kernel.admission.ReentryPolicy;
import io.shanmen.kernel.admission.SpecialDays;
import io.shanmen.kernel.time.BusinessCalendar;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the park has set for all its gates. */
public record ParkSettings(
    String parkNameZh,
    String parkNameEn,
    BusinessCalendar calendar,
    SpecialDays days,
    ReentryPolicy reentry,
    Times times) {

  /** How long things take at most, in milliseconds (docs/protocols/gate-server.md, §2). */
  public record Times(
      long onlineTimeout,
      long heartbeatEvery,
      long heartbeatTimeout,
      int missesToOffline,
      int heartbeatsToOnline,
      long passageTimeout,
      long sameReader,
      long maxListAge) {

    private static final long USUAL_SAME_READER = ReaderMemory.USUAL_REPEAT_LIMIT.toMillis();

    /** What holds where the server has said nothing else. */
    public static final Times USUAL =
        new Times(150, 1_000, 1_000, 3, 5, 6_000, USUAL_SAME_READER, 43_200_000);
  }

  /** Before the server has said anything: a gate without keys admits nobody anyway. */
  static final ParkSettings UNKNOWN =
      new ParkSettings(
          "",
          "",
          new BusinessCalendar(ZoneId.of("Asia/Shanghai"), BusinessCalendar.USUAL_CUT_OFF),
          SpecialDays.NONE,
          ReentryPolicy.NONE,
          Times.USUAL);

  static ParkSettings of(JsonNode json) {
    return new ParkSettings(
        json.path("parkNameZh").asString(""),
        json.path("parkNameEn").asString(""),
        new BusinessCalendar(
            ZoneId.of(json.path("zone").asString()),
            LocalTime.parse(json.path("cutOff").asString())),
        new SpecialDays(
            dates(json.path("holidays")),
            dates(json.path("workdays")),
            dates(json.path("peaks")),
            dates(json.path("blackouts")),
            dates(json.path("closed"))),
        reentry(json.path("reentry")),
        times(json));
  }

  private static Times times(JsonNode json) {
    Times usual = Times.USUAL;
    return new Times(
        json.path("onlineTimeoutMillis").asLong(usual.onlineTimeout()),
        json.path("heartbeatEveryMillis").asLong(usual.heartbeatEvery()),
        json.path("heartbeatTimeoutMillis").asLong(usual.heartbeatTimeout()),
        json.path("missesToOffline").asInt(usual.missesToOffline()),
        json.path("heartbeatsToOnline").asInt(usual.heartbeatsToOnline()),
        json.path("passageTimeoutMillis").asLong(usual.passageTimeout()),
        json.path("sameReaderMillis").asLong(usual.sameReader()),
        json.path("maxListAgeMillis").asLong(usual.maxListAge()));
  }

  private static ReentryPolicy reentry(JsonNode json) {
    if (!json.isObject()) {
      return ReentryPolicy.NONE;
    }
    return new ReentryPolicy(
        json.path("maxPerDay").asInt(0),
        new ReentryPolicy.Window(
            json.path("windowMinutes").asInt(0), time(json.path("lastEntry").asString(null))),
        json.path("requireExitScan").asBoolean(true),
        json.path("sameCheckpoint").asBoolean(false),
        proof(json.path("proof").asString(null)));
  }

  private static @Nullable LocalTime time(@Nullable String text) {
    return text == null || text.isEmpty() ? null : LocalTime.parse(text);
  }

  private static @Nullable Proof proof(@Nullable String text) {
    return text == null || text.isEmpty() ? null : Proof.valueOf(text);
  }

  private static Set<LocalDate> dates(JsonNode json) {
    Set<LocalDate> dates = new HashSet<>();
    json.forEach(date -> dates.add(LocalDate.parse(date.asString())));
    return dates;
  }
}
