package io.shanmen.server.foundation;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.kernel.outcome.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Turns an {@link Outcome} that a controller returns into its value or into a problem. */
@RestControllerAdvice
class OutcomeAdvice implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
    return Outcome.class.isAssignableFrom(returnType.getParameterType());
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType selectedContentType,
      Class<? extends HttpMessageConverter<?>> selectedConverterType,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    return switch (body) {
      case Outcome.Done<?>(Object value) -> value;
      case Outcome.Refused<?>(Refusal refusal) -> {
        response.setStatusCode(HttpStatusCode.valueOf(refusal.code().status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        yield Problem.of(refusal, request.getURI().getPath());
      }
      case null, default -> body;
    };
  }
}
