package io.shanmen.server.foundation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Days and moments as a client may write them: ISO 8601, in the years 1900 to 9999. Java reads
 * years up to a thousand million, with which neither a calendar nor the database can reckon.
 */
final class PlausibleTime {

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 9999;

  private PlausibleTime() {}

  /** Reads {@code YYYY-MM-DD}; throws DateTimeException. */
  static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text);
    check(day.getYear());
    return day;
  }

  /** Reads a moment; throws DateTimeException. */
  static Instant moment(String text) {
    Instant moment = Instant.parse(text);
    check(moment.atOffset(ZoneOffset.UTC).getYear());
    return moment;
  }

  private static void check(int year) {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new DateTimeException("no plausible year: " + year);
    }
  }

  static final class DayReader extends Reader<LocalDate> {
    DayReader() {
      super(LocalDate.class, PlausibleTime::day);
    }
  }

  static final class MomentReader extends Reader<Instant> {
    MomentReader() {
      super(Instant.class, PlausibleTime::moment);
    }
  }

  private abstract static class Reader<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> read;

    Reader(Class<T> type, Function<String, T> read) {
      super(type);
      this.read = read;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser json, DeserializationContext context) {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return (T) context.handleUnexpectedToken(handledType(), json);
      }
      try {
        return read.apply(json.getString());
      } catch (DateTimeException e) {
        return (T) context.handleWeirdStringValue(handledType(), "", "no plausible time");
      }
    }
  }
}
