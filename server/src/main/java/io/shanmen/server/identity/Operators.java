package io.shanmen.server.identity;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Looks up operators for modules that show who did something. */
@Component
public class Operators {

  private final OperatorNames names;
  private final OperatorTable operators;
  private final RoleTable roles;

  Operators(OperatorNames names, OperatorTable operators, RoleTable roles) {
    this.names = names;
    this.operators = operators;
    this.roles = roles;
  }

  /** The operator, disabled ones too. */
  public Optional<OperatorName> find(UUID id) {
    return names.find(id);
  }

  /** Those of the given that exist, by id. */
  public Map<UUID, OperatorName> find(Collection<UUID> ids) {
    return names.find(ids);
  }

  /** What an operator's own page shows. */
  public Optional<OperatorProfile> profile(UUID id) {
    return operators
        .find(id)
        .map(
            operator ->
                new OperatorProfile(
                    id,
                    operator.signInName(),
                    operator.name(),
                    roles.of(id).stream()
                        .map(
                            role ->
                                new OperatorProfile.RoleName(
                                    role.roleId(), role.nameZh(), role.nameEn()))
                        .toList(),
                    !operator.ownPassword(),
                    operator.hasPin()));
  }
}
