package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.OperatorTable.Operator;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The back office's page of operators. */
@RestController
@RequestMapping("/api/identity/operators")
class OperatorController {

  private final OperatorTable operators;
  private final OperatorAdministration administration;
  private final OperatorAccess access;

  OperatorController(
      OperatorTable operators, OperatorAdministration administration, OperatorAccess access) {
    this.operators = operators;
    this.administration = administration;
    this.access = access;
  }

  record OperatorView(
      UUID operatorId,
      String signInName,
      String name,
      Set<UUID> roleIds,
      boolean disabled,
      boolean mustChangePassword,
      boolean hasPin,
      @Nullable Instant lockedUntil,
      Instant createdAt,
      long version) {

    static OperatorView of(Operator operator) {
      return new OperatorView(
          operator.operatorId(),
          operator.signInName(),
          operator.name(),
          operator.roleIds(),
          operator.disabled(),
          !operator.ownPassword(),
          operator.hasPin(),
          operator.lockedUntil(),
          operator.createdAt(),
          operator.version());
    }
  }

  record AddOperator(
      @NotNull UUID operatorId,
      @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{1,31}") String signInName,
      @NotBlank @Size(max = 40) String name,
      @NotNull @Size(max = 20) Set<@NotNull UUID> roleIds,
      @NotNull @Size(max = 128) String password) {}

  record ChangeOperator(
      @NotBlank @Size(max = 40) String name,
      @NotNull @Size(max = 20) Set<@NotNull UUID> roleIds,
      boolean disabled,
      long version) {}

  record ResetPassword(@NotNull @Size(max = 128) String password) {}

  /** Which operator a command was for. */
  record OperatorDone(UUID operatorId) {}

  @GetMapping
  @Permit({IdentityPermissions.VIEW_OPERATORS, IdentityPermissions.MANAGE_OPERATORS})
  List<OperatorView> operators() {
    return operators.all().stream().map(OperatorView::of).toList();
  }

  @PostMapping
  @Permit(IdentityPermissions.MANAGE_OPERATORS)
  Outcome<OperatorView> addOperator(SignedIn by, @Valid @RequestBody AddOperator add) {
    OperatorAdministration.Added added =
        new OperatorAdministration.Added(
            add.operatorId(), add.signInName(), add.name(), add.roleIds());
    return administration.add(by, added, add.password()).map(OperatorView::of);
  }

  @PutMapping("/{operatorId}")
  @Permit(IdentityPermissions.MANAGE_OPERATORS)
  Outcome<OperatorView> changeOperator(
      SignedIn by, @PathVariable UUID operatorId, @Valid @RequestBody ChangeOperator change) {
    OperatorAdministration.Wanted wanted =
        new OperatorAdministration.Wanted(change.name(), change.roleIds(), change.disabled());
    return administration.change(by, operatorId, wanted, change.version()).map(OperatorView::of);
  }

  @PostMapping("/{operatorId}/password")
  @Permit(IdentityPermissions.MANAGE_OPERATORS)
  Outcome<OperatorDone> resetPassword(
      SignedIn by, @PathVariable UUID operatorId, @Valid @RequestBody ResetPassword reset) {
    return access.resetPassword(by, operatorId, reset.password()).map(OperatorDone::new);
  }

  @PostMapping("/{operatorId}/unlock")
  @Permit(IdentityPermissions.MANAGE_OPERATORS)
  Outcome<OperatorDone> unlockOperator(SignedIn by, @PathVariable UUID operatorId) {
    return access.unlock(by, operatorId).map(OperatorDone::new);
  }
}
