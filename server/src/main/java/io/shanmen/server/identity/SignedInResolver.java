package io.shanmen.server.identity;

import io.shanmen.server.identity.Caller.DeviceCaller;
import io.shanmen.server.identity.Caller.OperatorCaller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands the caller to controller methods that take a {@link SignedIn} or {@link SignedInDevice}.
 */
class SignedInResolver implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == SignedIn.class
        || parameter.getParameterType() == SignedInDevice.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
    Caller caller =
        servletRequest == null ? null : SessionFilter.caller(servletRequest).orElse(null);
    return switch (caller) {
      case OperatorCaller operator when parameter.getParameterType() == SignedIn.class ->
          operator.signedIn();
      case DeviceCaller device when parameter.getParameterType() == SignedInDevice.class ->
          device.device();
      case null -> throw wrong(parameter);
      case OperatorCaller operator -> throw wrong(parameter);
      case DeviceCaller device -> throw wrong(parameter);
    };
  }

  private static IllegalStateException wrong(MethodParameter parameter) {
    return new IllegalStateException(
        parameter.getMethod() + " takes a caller that its annotation does not ask for");
  }
}
