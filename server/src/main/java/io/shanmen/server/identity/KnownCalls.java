package io.shanmen.server.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.foundation.Failures;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@link ShortCall}s by path, each with the rule of the method that answers it on both ways.
 */
@Component
class KnownCalls {

  private final Map<String, Known<?>> byPath;

  KnownCalls(
      ObjectProvider<ShortCall<?>> calls,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping methods,
      JsonMapper json,
      Validator validator,
      MeterRegistry meters) {
    this.byPath =
        calls.stream()
            .map(call -> known(call, methods, new Tools(json, validator, meters)))
            .collect(Collectors.toUnmodifiableMap(Known::path, Function.identity()));
  }

  @Nullable Known<?> at(String path) {
    return byPath.get(path);
  }

  private record Tools(JsonMapper json, Validator validator, MeterRegistry meters) {}

  private static <C> Known<C> known(
      ShortCall<C> call, RequestMappingHandlerMapping methods, Tools tools) {
    return new Known<>(
        call,
        AccessRule.of(postedTo(call.path(), methods)),
        tools.json().readerFor(call.command()),
        tools.validator(),
        Timer.builder("shanmen.short.call")
            .description("calls that took the short way")
            .tag("path", call.path())
            .register(tools.meters()));
  }

  private static HandlerMethod postedTo(String path, RequestMappingHandlerMapping methods) {
    return methods.getHandlerMethods().entrySet().stream()
        .filter(entry -> entry.getKey().getDirectPaths().contains(path))
        .filter(
            entry -> entry.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing is posted to " + path));
  }

  /** One call with what reads, admits and times it. */
  record Known<C>(
      ShortCall<C> call, AccessRule rule, ObjectReader reader, Validator validator, Timer timer) {

    String path() {
      return call.path();
    }

    boolean admits(Caller caller, PermissionCatalogue permissions) {
      return switch (rule.decide(caller, permissions)) {
        case AccessRule.Decision.Admit() -> true;
        case AccessRule.Decision.Refuse refuse -> false;
      };
    }

    /** What the caller asks for, if it is said well. */
    Optional<C> command(byte[] body) {
      try {
        C command = reader.readValue(body);
        return command == null || !validator.validate(command).isEmpty()
            ? Optional.empty()
            : Optional.of(command);
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }

    Outcome<?> carryOut(C command, Caller caller) {
      long start = System.nanoTime();
      try {
        return call.answer(command, caller);
      } catch (RuntimeException e) {
        return Outcome.refused(Failures.refusalOf(e));
      } finally {
        timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
    }
  }
}
