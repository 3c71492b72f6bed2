package io.shanmen.server.identity;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static io.shanmen.server.identity.BuiltInRole.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Client.Credentials;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ParkIT
class OperatorsAndRolesIT {

  private static final String OPERATORS = "/api/identity/operators";
  private static final String ROLES = "/api/identity/roles";

  @Autowired Clients clients;
  @Autowired Ids ids;

  @Test
  void anAddedOperatorMustChooseAPasswordBeforeAnythingElse() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    admin.post(OPERATORS, newOperator("wang.li", roleId(admin, ADMINISTRATOR))).ok();

    Client computer = clients.atComputer();
    JsonNode in = computer.signIn("wang.li", "given-by-admin").ok();
    assertThat(in.path("mustChangePassword").asBoolean()).isTrue();
    computer.get(OPERATORS).refused("PASSWORD_CHANGE_REQUIRED");
    computer.get("/api/session").ok();
    changePassword(computer, "given-by-admin", "given-by-admin").refused("PASSWORD_UNCHANGED");
    changePassword(computer, "given-by-admin", "12345678").refused("PASSWORD_TOO_WEAK");
    changePassword(computer, "given-by-admin", "my-wang.li-pass").refused("PASSWORD_TOO_WEAK");
    changePassword(computer, "not-it-at-all", "a-good-long-one").refused("SECOND_FACTOR_WRONG");
    changePassword(computer, "given-by-admin", "a-good-long-one").ok();
    computer.get(OPERATORS).ok();
    clients.atComputer().signIn("wang.li", "given-by-admin").refused("SIGN_IN_FAILED");
    clients.atComputer().signIn("WANG.LI", "a-good-long-one").ok();
  }

  @Test
  void changingThePasswordEndsTheSessionsElsewhere() {
    Credentials operator = clients.operator(CASHIER);
    Client here = clients.signedIn(operator).copy();
    Client elsewhere = clients.signedIn(operator).copy();
    changePassword(here, Clients.PASSWORD, "another-good-one").ok();
    here.get("/api/session").ok();
    elsewhere.get("/api/session").refused("SIGN_IN_REQUIRED");
  }

  @Test
  void addingTheSameOperatorAgainGivesTheSameAnswerAndOtherContentAConflict() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Map<String, Object> operator = newOperator("zhao", roleId(admin, CASHIER));
    JsonNode first = admin.post(OPERATORS, operator).ok();
    assertThat(admin.post(OPERATORS, operator).ok()).isEqualTo(first);
    operator.put("name", "别人");
    admin.post(OPERATORS, operator).refused("OPERATOR_CONFLICT");
    operator.put("operatorId", ids.next());
    operator.put("signInName", "ZHAO");
    admin.post(OPERATORS, operator).refused("SIGN_IN_NAME_TAKEN");
  }

  @Test
  void aDisabledOperatorIsOutAtOnceAndCannotSignIn() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Credentials cashier = clients.operator(CASHIER);
    Client window = clients.signedIn(cashier).copy();
    window.get("/api/session").ok();
    change(admin, cashier.operatorId(), Map.of("disabled", true)).ok();
    window.get("/api/session").refused("SIGN_IN_REQUIRED");
    clients.atComputer().signIn(cashier).refused("SIGN_IN_FAILED");
  }

  @Test
  void aRoleTakenAwayIsGoneAtOnce() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client manager = clients.signedInAs(MANAGER);
    manager.get(OPERATORS).ok();
    change(admin, manager.operatorId(), Map.of("roleIds", List.of(roleId(admin, CASHIER)))).ok();
    JsonNode refused = manager.get(OPERATORS).refused("NOT_PERMITTED");
    assertThat(refused.path("params").path("nameZh").asString()).isEqualTo("查看操作员与角色");
    assertThat(refused.path("zh").asString())
        .as("each sentence in its own language")
        .doesNotContain(refused.path("params").path("nameEn").asString());
    assertThat(refused.path("en").asString()).doesNotContain("查看操作员与角色");
  }

  @Test
  void nobodyDisablesThemselvesOrChangesTheirOwnRoles() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    clients.operator(ADMINISTRATOR);
    change(admin, admin.operatorId(), Map.of("disabled", true)).refused("NOT_YOURSELF");
    change(admin, admin.operatorId(), Map.of("roleIds", List.of())).refused("NOT_YOURSELF");
  }

  @Test
  void theLastAdministratorStays() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Credentials other = clients.operator(ADMINISTRATOR);
    change(admin, other.operatorId(), Map.of("disabled", true)).ok();

    JsonNode role = role(admin, "管理员");
    Set<String> fewer = permissions(role);
    fewer.remove(IdentityPermissions.MANAGE_ROLES);
    changeRole(admin, role, fewer).refused("LAST_ADMINISTRATOR");
    assertThat(permissions(role(admin, "管理员"))).contains(IdentityPermissions.MANAGE_ROLES);
  }

  @Test
  void twoAdministratorsWhoDisableEachOtherLeaveOne() throws InterruptedException {
    Client one = clients.signedInAs(ADMINISTRATOR);
    Client two = clients.signedInAs(ADMINISTRATOR);
    Thread first =
        Thread.startVirtualThread(() -> change(one, two.operatorId(), Map.of("disabled", true)));
    Thread second =
        Thread.startVirtualThread(() -> change(two, one.operatorId(), Map.of("disabled", true)));
    first.join();
    second.join();
    int in = 0;
    for (Client client : List.of(one.copy(), two.copy())) {
      in += client.get("/api/session").status() == 200 ? 1 : 0;
    }
    assertThat(in).isEqualTo(1);
  }

  @Test
  void nobodyGivesARoleThatMayMoreThanThemselves() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client clerk = clients.signedInWith("identity.manage-operators", "identity.view-operators");
    clerk
        .post(OPERATORS, newOperator("accomplice", roleId(admin, ADMINISTRATOR)))
        .refused("BEYOND_OWN_PERMISSIONS");
    Credentials friend = clients.operator();
    change(clerk, friend.operatorId(), Map.of("roleIds", List.of(roleId(admin, ADMINISTRATOR))))
        .refused("BEYOND_OWN_PERMISSIONS");
  }

  @Test
  void nobodyTakesOverAnOperatorWhoMayMore() {
    Client clerk = clients.signedInWith("identity.manage-operators", "identity.view-operators");
    Credentials admin = clients.operator(ADMINISTRATOR);
    clerk
        .post(
            OPERATORS + "/" + admin.operatorId() + "/password",
            Map.of("password", "taken-over-now"))
        .refused("BEYOND_OWN_PERMISSIONS");
    change(clerk, admin.operatorId(), Map.of("disabled", true)).refused("BEYOND_OWN_PERMISSIONS");
    clients.atComputer().signIn(admin).ok();
  }

  @Test
  void nobodyWidensARoleBeyondTheirOwnPermissions() {
    Client clerk = clients.signedInWith("identity.manage-roles");
    JsonNode cashier = role(clerk, "售票员");
    Set<String> more = permissions(cashier);
    more.add("terminal.manage");
    changeRole(clerk, cashier, more).refused("BEYOND_OWN_PERMISSIONS");
    clerk
        .post(
            ROLES,
            Map.of(
                "roleId",
                ids.next(),
                "nameZh",
                "超级",
                "nameEn",
                "Super",
                "permissions",
                List.of("terminal.manage")))
        .refused("BEYOND_OWN_PERMISSIONS");
  }

  @Test
  void aBuiltInRoleIsEditableAndItsHoldersSeeItAtOnce() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client cashier = clients.signedInAs(CASHIER);
    cashier.get("/api/audit/entries").refused("NOT_PERMITTED");
    JsonNode role = role(admin, "售票员");
    Set<String> more = permissions(role);
    more.add("audit.read");
    changeRole(admin, role, more).ok();
    cashier.get("/api/audit/entries").ok();
    assertThat(cashier.get("/api/session").ok().path("permissions").toString())
        .contains("audit.read");
    changeRole(admin, role, more).refused("CHANGED_MEANWHILE");
  }

  @Test
  void builtInRolesAreListedInTheirOrder() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    assertThat(admin.get(ROLES).ok().findValuesAsString("nameEn"))
        .startsWith(
            "Cashier",
            "Refund clerk",
            "Supervisor",
            "Gate staff",
            "Finance",
            "Manager",
            "Administrator");
  }

  @Test
  void aRoleOfThePark() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    UUID roleId = ids.next();
    Map<String, Object> role =
        Map.of(
            "roleId",
            roleId,
            "nameZh",
            "审计员",
            "nameEn",
            "Auditor",
            "permissions",
            List.of("audit.read", "audit.verify"));
    admin.post(ROLES, role).ok();
    admin.post(ROLES, role).ok();
    Map<String, Object> unknown = new HashMap<>(role);
    unknown.putAll(Map.of("roleId", ids.next(), "nameZh", "幽灵", "nameEn", "Ghost"));
    unknown.put("permissions", List.of("ghost.walk"));
    admin.post(ROLES, unknown).refused("PERMISSION_UNKNOWN");
    Map<String, Object> other = new HashMap<>(role);
    other.put("permissions", List.of("audit.read"));
    admin.post(ROLES, other).refused("ROLE_CONFLICT");
    other.put("roleId", ids.next());
    admin.post(ROLES, other).refused("ROLE_NAME_TAKEN");
    admin.post(OPERATORS, newOperator("auditor", roleId)).ok();
    admin.delete(ROLES + "/" + roleId).refused("ROLE_IN_USE");
    admin.delete(ROLES + "/" + roleId(admin, CASHIER)).refused("ROLE_BUILT_IN");
  }

  @Test
  void whoIsNoOperatorIsNeitherChangedNorHelped() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    String nobody = OPERATORS + "/" + ids.next();
    admin
        .put(nobody, Map.of("name", "王丽", "roleIds", List.of(), "disabled", false, "version", 1))
        .refused("OPERATOR_UNKNOWN");
    admin.post(nobody + "/unlock").refused("OPERATOR_UNKNOWN");
    admin
        .post(nobody + "/password", Map.of("password", "fresh-from-admin"))
        .refused("OPERATOR_UNKNOWN");
  }

  @Test
  void permissionsAreListedByModuleInBothLanguages() {
    JsonNode modules = clients.signedInAs(ADMINISTRATOR).get("/api/identity/permissions").ok();
    JsonNode identity =
        modules
            .valueStream()
            .filter(module -> module.path("module").asString().equals("identity"))
            .findFirst()
            .orElseThrow();
    assertThat(identity.path("nameZh").asString()).isEqualTo("操作员与角色");
    assertThat(identity.path("permissions").get(0).path("nameEn").asString()).isNotBlank();
  }

  @Test
  void aResetPasswordUnlocksEndsSessionsAndMustBeChanged() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Credentials cashier = clients.operator(CASHIER);
    Client window = clients.signedIn(cashier).copy();
    window.post("/api/session/pin", Map.of("password", cashier.password(), "pin", "408215")).ok();
    for (int i = 0; i < 5; i++) {
      clients.atComputer().signIn(cashier.signInName(), "not-it").refused("SIGN_IN_FAILED");
    }
    admin
        .post(
            OPERATORS + "/" + cashier.operatorId() + "/password",
            Map.of("password", "fresh-from-admin"))
        .ok();
    window.get("/api/session").refused("SIGN_IN_REQUIRED");
    Client computer = clients.atComputer();
    JsonNode in = computer.signIn(cashier.signInName(), "fresh-from-admin").ok();
    assertThat(in.path("mustChangePassword").asBoolean()).isTrue();
    assertThat(computer.get("/api/session").ok().path("hasPin").asBoolean()).isFalse();
  }

  @Test
  void anAdministratorEndsALock() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Credentials cashier = clients.operator(CASHIER);
    for (int i = 0; i < 5; i++) {
      clients.atComputer().signIn(cashier.signInName(), "not-it").refused("SIGN_IN_FAILED");
    }
    clients.atComputer().signIn(cashier).refused("SIGN_IN_LOCKED");
    admin.post(OPERATORS + "/" + cashier.operatorId() + "/unlock").ok();
    clients.atComputer().signIn(cashier).ok();
  }

  private Map<String, Object> newOperator(String signInName, UUID roleId) {
    return new HashMap<>(
        Map.of(
            "operatorId",
            ids.next(),
            "signInName",
            signInName,
            "name",
            "王丽",
            "roleIds",
            List.of(roleId),
            "password",
            "given-by-admin"));
  }

  private static Answer change(Client by, UUID operatorId, Map<String, Object> changes) {
    JsonNode now =
        by.get(OPERATORS)
            .ok()
            .valueStream()
            .filter(one -> one.path("operatorId").asString().equals(operatorId.toString()))
            .findFirst()
            .orElseThrow();
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("name", now.path("name").asString());
    wanted.put("roleIds", now.path("roleIds"));
    wanted.put("disabled", now.path("disabled").asBoolean());
    wanted.put("version", now.path("version").asLong());
    wanted.putAll(changes);
    return by.put(OPERATORS + "/" + operatorId, wanted);
  }

  private static Answer changePassword(Client client, String oldPassword, String newPassword) {
    return client.post(
        "/api/session/password", Map.of("oldPassword", oldPassword, "newPassword", newPassword));
  }

  private static JsonNode role(Client by, String nameZh) {
    return by.get(ROLES)
        .ok()
        .valueStream()
        .filter(role -> role.path("nameZh").asString().equals(nameZh))
        .findFirst()
        .orElseThrow();
  }

  private static UUID roleId(Client by, BuiltInRole role) {
    return UUID.fromString(role(by, role.zh()).path("roleId").asString());
  }

  private static Set<String> permissions(JsonNode role) {
    Set<String> permissions = new HashSet<>();
    role.path("permissions").forEach(permission -> permissions.add(permission.asString()));
    return permissions;
  }

  private static Answer changeRole(Client by, JsonNode role, Set<String> permissions) {
    return by.put(
        ROLES + "/" + role.path("roleId").asString(),
        Map.of(
            "nameZh", role.path("nameZh").asString(),
            "nameEn", role.path("nameEn").asString(),
            "permissions", permissions,
            "version", role.path("version").asLong()));
  }
}
