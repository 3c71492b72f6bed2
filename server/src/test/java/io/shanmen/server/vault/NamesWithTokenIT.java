package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Client.Credentials;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.identity.TestOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What becomes of sealed names while the token with their master key is away. */
class NamesWithTokenIT extends ServerWithToken {

  @Autowired Clients clients;
  @Autowired FreshDataKeys memory;
  @Autowired TestOperators operators;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;

  @Test
  void withoutTheTokenPeopleSignInAndWorkButNamesStaySealed() throws Exception {
    Client office = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    Client second = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    Credentials clerk = clients.operator(BuiltInRole.CASHIER);
    move(office, second);
    assertThat(masters()).containsExactly("TOKEN");

    // Pulled out while the server runs: nothing changes for names.
    token.pullOut();
    awaitMaster(MasterState.ABSENT);
    operators.afterReset();
    assertThat(names(office)).allMatch(name -> name.startsWith("操作员"));

    // The server starts again without it.
    restart();
    assertThat(names(office)).allMatch(name -> name.contains("已加密"));
    clients.atComputer().signIn(clerk).ok();
    clients.atComputer().signIn(clerk.signInName(), "wrong").refused("SIGN_IN_FAILED");
    JsonNode refused = add(office, ids.next()).refused("PERSONAL_DATA_LOCKED");
    assertThat(refused.path("zh").asString()).contains("密码令牌");
    Client gate = clients.gate(1);
    assertThat(gate.get("/api/gate/feed").status()).isEqualTo(200);

    // It is back, and so are the names, without anybody doing anything.
    token.plugIn();
    awaitMaster(MasterState.READY);
    watch.look();
    assertThat(names(office)).allMatch(name -> name.startsWith("操作员"));
    add(office, ids.next()).ok();

    // It is lost, and a fresh one takes over what the server still knows.
    token.pullOut();
    token.replace();
    awaitMaster(MasterState.EMPTY);
    move(office, second);
    restart();
    assertThat(names(office)).allMatch(name -> name.startsWith("操作员"));

    // It is lost while the server is down: a new data key begins, and names are given anew.
    token.pullOut();
    token.replace();
    awaitMaster(MasterState.EMPTY);
    restart();
    move(office, second);
    office.post("/api/identity/data-keys/renewals").ok();
    restart();
    assertThat(names(office)).allMatch(name -> name.contains("已加密"));
    clients.atComputer().signIn(clerk).ok();
    assertThat(shown(office, clerk.operatorId(), "signInName")).isEqualTo(clerk.signInName());
    office
        .put(
            "/api/identity/operators/" + clerk.operatorId(),
            Map.of(
                "name",
                "操作员又名",
                "roleIds",
                List.of(),
                "disabled",
                false,
                "version",
                Long.parseLong(shown(office, clerk.operatorId(), "version"))))
        .ok();
    assertThat(shown(office, clerk.operatorId(), "name")).isEqualTo("操作员又名");
  }

  private static String shown(Client office, UUID id, String field) {
    for (JsonNode operator : office.get("/api/identity/operators").ok()) {
      if (operator.path("operatorId").asString().equals(id.toString())) {
        return operator.path(field).asString();
      }
    }
    throw new AssertionError("no operator " + id);
  }

  private void restart() {
    memory.restart();
    operators.afterReset();
  }

  private List<String> masters() {
    return jdbc.sql("SELECT DISTINCT master FROM vault.data_key")
        .query((row, number) -> row.getString(1))
        .list();
  }

  private static List<String> names(Client office) {
    List<String> names = new ArrayList<>();
    for (JsonNode operator : office.get("/api/identity/operators").ok()) {
      names.add(operator.path("name").asString());
    }
    assertThat(names).isNotEmpty();
    return names;
  }

  private static Answer add(Client office, UUID id) {
    return office.post(
        "/api/identity/operators",
        Map.of(
            "operatorId",
            id,
            "signInName",
            "fresh." + id.toString().substring(24),
            "name",
            "操作员新",
            "roleIds",
            List.of(),
            "password",
            "chosen-by-admin"));
  }

  private static void move(Client office, Client second) {
    office.post("/api/ticketing/keys/master/move", by(second)).ok();
  }
}
