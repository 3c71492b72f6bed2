package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Refusal;
import io.shanmen.server.identity.Caller.DeviceCaller;
import io.shanmen.server.identity.Caller.OperatorCaller;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** Whom a controller method lets in, as its annotation, or else its controller's, says. */
sealed interface AccessRule {

  Decision decide(@Nullable Caller caller, PermissionCatalogue permissions);

  /** What a rule says to a caller. */
  sealed interface Decision {
    record Admit() implements Decision {}

    record Refuse(Refusal refusal) implements Decision {}

    static Decision refuse(IdentityProblem problem) {
      return new Refuse(Refusal.of(problem));
    }
  }

  /** Everybody. */
  record Everybody() implements AccessRule {
    @Override
    public Decision decide(@Nullable Caller caller, PermissionCatalogue permissions) {
      return new Decision.Admit();
    }
  }

  /** Nobody: the method says nothing. */
  record Nobody() implements AccessRule {
    @Override
    public Decision decide(@Nullable Caller caller, PermissionCatalogue permissions) {
      return Decision.refuse(
          caller == null ? IdentityProblem.SIGN_IN_REQUIRED : IdentityProblem.OPERATORS_ONLY);
    }
  }

  /** Machines. */
  record Devices() implements AccessRule {
    @Override
    public Decision decide(@Nullable Caller caller, PermissionCatalogue permissions) {
      return switch (caller) {
        case null -> Decision.refuse(IdentityProblem.SIGN_IN_REQUIRED);
        case DeviceCaller device -> new Decision.Admit();
        case OperatorCaller operator -> Decision.refuse(IdentityProblem.DEVICES_ONLY);
      };
    }
  }

  /**
   * Operators.
   *
   * @param anyOf the permissions of which one is enough; empty for every operator
   * @param beforePasswordChange whether also before a chosen password was replaced
   */
  record Operators(List<String> anyOf, boolean beforePasswordChange) implements AccessRule {
    @Override
    public Decision decide(@Nullable Caller caller, PermissionCatalogue permissions) {
      return switch (caller) {
        case null -> Decision.refuse(IdentityProblem.SIGN_IN_REQUIRED);
        case DeviceCaller device -> Decision.refuse(IdentityProblem.OPERATORS_ONLY);
        case OperatorCaller operator -> decide(operator, permissions);
      };
    }

    private Decision decide(OperatorCaller operator, PermissionCatalogue permissions) {
      if (operator.mustChangePassword() && !beforePasswordChange) {
        return Decision.refuse(IdentityProblem.PASSWORD_CHANGE_REQUIRED);
      }
      if (anyOf.isEmpty() || anyOf.stream().anyMatch(operator.signedIn()::may)) {
        return new Decision.Admit();
      }
      return new Decision.Refuse(
          permissions.lacking(IdentityProblem.NOT_PERMITTED, anyOf.getFirst()));
    }
  }

  static AccessRule of(HandlerMethod method) {
    AccessRule own = from(method, true);
    return own != null ? own : orNobody(from(method, false));
  }

  private static AccessRule orNobody(@Nullable AccessRule rule) {
    return rule == null ? new Nobody() : rule;
  }

  private static @Nullable AccessRule from(HandlerMethod method, boolean own) {
    Permit permit = find(method, own, Permit.class);
    if (permit != null) {
      return new Operators(Arrays.asList(permit.value()), false);
    }
    OpenToSignedIn signedIn = find(method, own, OpenToSignedIn.class);
    if (signedIn != null) {
      return new Operators(List.of(), signedIn.beforePasswordChange());
    }
    if (find(method, own, OpenToDevices.class) != null) {
      return new Devices();
    }
    return find(method, own, OpenToAll.class) == null ? null : new Everybody();
  }

  private static <A extends Annotation> @Nullable A find(
      HandlerMethod method, boolean own, Class<A> type) {
    return own
        ? method.getMethodAnnotation(type)
        : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), type);
  }
}
