package io.shanmen.server.ticketing;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.foundation.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Answers with a document, or with the problem that kept it from being made. */
public final class Documents {

  private Documents() {}

  /** The answer; documents of tickets are never kept by a cache. */
  public static ResponseEntity<Object> answer(Outcome<byte[]> document, MediaType type) {
    return switch (document) {
      case Outcome.Done<byte[]>(byte[] bytes) ->
          ResponseEntity.ok().contentType(type).cacheControl(CacheControl.noStore()).body(bytes);
      case Outcome.Refused<byte[]>(Refusal reason) ->
          ResponseEntity.status(reason.code().status())
              .contentType(MediaType.APPLICATION_PROBLEM_JSON)
              .body(
                  Problem.of(
                      reason,
                      String.valueOf(
                          ServletUriComponentsBuilder.fromCurrentRequestUri().build().getPath())));
    };
  }
}
