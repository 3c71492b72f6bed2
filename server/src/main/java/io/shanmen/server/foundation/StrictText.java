package io.shanmen.server.foundation;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Text that can be stored and shown: without the null character, which PostgreSQL does not take,
 * and without half a surrogate pair, which no UTF-8 can write.
 */
public final class StrictText {

  private StrictText() {}

  /** Whether a text is such. */
  public static boolean isClean(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair = at + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(at + 1));
        if (!pair) {
          return false;
        }
        at++;
      }
    }
    return true;
  }

  /** Reads a JSON text and refuses one that is not such. */
  static final class Reader extends StringDeserializer {
    @Override
    public String deserialize(JsonParser json, DeserializationContext context)
        throws JacksonException {
      String text = super.deserialize(json, context);
      return text == null || isClean(text)
          ? text
          : (String) context.handleWeirdStringValue(String.class, "", "not clean text");
    }
  }
}
