package io.shanmen.server.foundation;

import io.shanmen.kernel.outcome.Refusal;
import java.net.URI;
import java.util.Map;
import org.slf4j.MDC;

/**
 * A refusal as the wire carries it: problem details of RFC 9457, with a stable code and the
 * sentence in both languages, so that a screen can change its language without asking again.
 *
 * @param type {@code urn:shanmen:problem:CODE}
 * @param title the code, for tools that show only this
 * @param status the HTTP status
 * @param detail the English sentence
 * @param instance the path that was asked for
 * @param code stable, in capitals; {@code docs/refusals.md} lists them all
 * @param zh what happened and what to do, in Chinese
 * @param en the same in English
 * @param params the facts that the sentences name
 * @param correlationId finds this request in the log
 */
public record Problem(
    URI type,
    String title,
    int status,
    String detail,
    URI instance,
    String code,
    String zh,
    String en,
    Map<String, Object> params,
    String correlationId) {

  /** Where the log and the answer find the id that joins them. */
  public static final String CORRELATION_KEY = "correlationId";

  /** The problem for a refusal of a request to a path. */
  public static Problem of(Refusal refusal, String path) {
    String code = refusal.code().name();
    String correlationId = MDC.get(CORRELATION_KEY);
    return new Problem(
        URI.create("urn:shanmen:problem:" + code),
        code,
        refusal.code().status(),
        refusal.en(),
        URI.create(path),
        code,
        refusal.zh(),
        refusal.en(),
        refusal.params(),
        correlationId == null ? "" : correlationId);
  }
}
