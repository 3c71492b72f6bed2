package io.shanmen.server.foundation;

import io.shanmen.kernel.outcome.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Answers requests that never reached a room, and those that failed in one. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(Refusal.of(FoundationProblem.MALFORMED_REQUEST, "where", where(e)), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    FieldError error = e.getBindingResult().getFieldError();
    String field = error == null ? "" : error.getField();
    if (error != null && error.isBindingFailure()) {
      return answer(Refusal.of(FoundationProblem.MALFORMED_REQUEST, "where", field), request);
    }
    String why = error == null ? "" : String.valueOf(error.getDefaultMessage());
    return answer(
        new Refusal(FoundationProblem.INVALID_VALUE, Map.of("field", field, "why", why)), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> wrongType(
      MethodArgumentTypeMismatchException e, WebRequest request) {
    return answer(Refusal.of(FoundationProblem.MALFORMED_REQUEST, "where", e.getName()), request);
  }

  /** Parameters that cannot be decoded, or hold what no text should. */
  @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
  @Nullable ResponseEntity<Object> undecodable(RuntimeException e, WebRequest request) {
    return answer(Refusal.of(FoundationProblem.MALFORMED_REQUEST, "where", "query"), request);
  }

  /** The client has gone: nobody reads an answer. */
  @Override
  protected @Nullable ResponseEntity<Object> handleAsyncRequestNotUsableException(
      AsyncRequestNotUsableException e, WebRequest request) {
    log.debug("the client has gone", e);
    return null;
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> failed(Exception e, WebRequest request) {
    return answer(Failures.refusalOf(e), request);
  }

  /** Spring's own refusals (no such path, wrong method, wrong media type, …). */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    FoundationProblem code =
        switch (status.value()) {
          case 404 -> FoundationProblem.NOT_FOUND;
          case 405 -> FoundationProblem.METHOD_NOT_ALLOWED;
          case 406 -> FoundationProblem.NOT_ACCEPTABLE;
          case 413 -> FoundationProblem.BODY_TOO_LARGE;
          case 415 -> FoundationProblem.UNSUPPORTED_MEDIA_TYPE;
          case 503 -> FoundationProblem.OVERLOADED;
          default -> status.is4xxClientError() ? FoundationProblem.MALFORMED_REQUEST : null;
        };
    return code == null ? failed(e, request) : answer(new Refusal(code, Map.of()), request);
  }

  private @Nullable ResponseEntity<Object> answer(Refusal refusal, WebRequest request) {
    HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
    return ResponseEntity.status(refusal.code().status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problem.of(refusal, servletRequest.getRequestURI()));
  }

  /** Names the place in the body, never its content: that may be personal. */
  private static String where(HttpMessageNotReadableException e) {
    if (e.getCause() instanceof MismatchedInputException mismatch
        && !mismatch.getPath().isEmpty()) {
      return mismatch.getPath().stream()
          .map(
              step ->
                  step.getPropertyName() == null ? "#" + step.getIndex() : step.getPropertyName())
          .reduce((left, right) -> left + "." + right)
          .orElse("body");
    }
    if (e.getCause() instanceof JacksonException broken && broken.getLocation() != null) {
      return "line " + broken.getLocation().getLineNr();
    }
    return "body";
  }
}
