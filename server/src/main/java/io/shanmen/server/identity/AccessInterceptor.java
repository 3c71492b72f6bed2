package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.audit.Audit;
import io.shanmen.server.audit.AuditActor;
import io.shanmen.server.audit.AuditEntry;
import io.shanmen.server.audit.AuditSubject;
import io.shanmen.server.identity.AccessRule.Decision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Stands before every controller method and lets in whom its annotation lets in. */
@Component
class AccessInterceptor implements HandlerInterceptor {

  private final PermissionCatalogue permissions;
  private final ProblemWriter problems;
  private final Audit audit;

  AccessInterceptor(PermissionCatalogue permissions, ProblemWriter problems, Audit audit) {
    this.permissions = permissions;
    this.problems = problems;
    this.audit = audit;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    // The second round of an answer that was begun: the first was let in.
    if (!(handler instanceof HandlerMethod method)
        || request.getDispatcherType() != DispatcherType.REQUEST) {
      return true;
    }
    Caller caller = SessionFilter.caller(request).orElse(null);
    return switch (AccessRule.of(method).decide(caller, permissions)) {
      case Decision.Admit() -> true;
      case Decision.Refuse(Refusal refusal) -> {
        if (caller != null) {
          audit.record(refused(caller.actor(), method, refusal));
        }
        problems.write(refusal, request, response);
        yield false;
      }
    };
  }

  private static AuditEntry refused(AuditActor actor, HandlerMethod method, Refusal refusal) {
    String operation = method.getBeanType().getSimpleName() + "." + method.getMethod().getName();
    return AuditEntry.refused(
        actor,
        "identity.call_refused",
        new AuditSubject("operation", operation),
        refusal.code().name());
  }
}
