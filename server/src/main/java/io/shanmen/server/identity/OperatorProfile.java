package io.shanmen.server.identity;

import java.util.List;
import java.util.UUID;

/**
 * What an operator's own page shows.
 *
 * @param operatorId the operator
 * @param signInName the name typed at sign-in
 * @param name the name shown to people
 * @param roles the names of the operator's roles
 * @param mustChangePassword whether an administrator's choice of password still stands
 * @param hasPin whether a PIN for approvals is set
 */
public record OperatorProfile(
    UUID operatorId,
    String signInName,
    String name,
    List<RoleName> roles,
    boolean mustChangePassword,
    boolean hasPin) {

  /** A role's name in both languages. */
  public record RoleName(UUID roleId, String nameZh, String nameEn) {}
}
