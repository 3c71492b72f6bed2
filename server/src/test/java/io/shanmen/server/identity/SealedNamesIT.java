package io.shanmen.server.identity;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Names are sealed in the database, and found and shown all the same. */
@ParkIT
class SealedNamesIT {

  @Autowired Clients clients;
  @Autowired TestOperators operators;
  @Autowired OperatorNames names;
  @Autowired PlainNames plain;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;

  @Test
  void aNameIsFoundByItsBlindIndexWhateverItsCase() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    UUID id = add(admin, "Li.Na", "李娜");
    clients.atComputer().signIn("LI.na", "chosen-by-admin").ok();
    JsonNode taken =
        admin
            .post("/api/identity/operators", operator(ids.next(), "lI.nA", "另一个"))
            .refused("SIGN_IN_NAME_TAKEN");
    assertThat(taken.path("zh").asString()).contains("lI.nA");
    assertThat(shown(admin, id).path("name").asString()).isEqualTo("李娜");
    assertThat(shown(admin, id).path("signInName").asString()).isEqualTo("Li.Na");
  }

  @Test
  void theLogKeepsMarksAndItsPageShowsNames() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    UUID id = add(admin, "wang.wei", "王维");
    Map<String, Object> change = new HashMap<>();
    change.put("name", "王摩诘");
    change.put("roleIds", List.of());
    change.put("disabled", false);
    change.put("version", shown(admin, id).path("version").asLong());
    admin.put("/api/identity/operators/" + id, change).ok();
    Client computer = clients.atComputer();
    computer.signIn("wang.wei", "guess-one").refused("SIGN_IN_FAILED");
    computer.signIn("Wang.Wei", "guess-two").refused("SIGN_IN_FAILED");
    computer.signIn("nobody.here", "guess").refused("SIGN_IN_FAILED");

    List<String> kept =
        jdbc.sql("SELECT row_to_json(e)::text FROM audit.entry AS e")
            .query((row, number) -> row.getString(1))
            .list();
    for (String name : List.of("王维", "王摩诘", "wang.wei", "Wang.Wei", "nobody.here")) {
      assertThat(kept).noneMatch(entry -> entry.contains(name));
    }
    JsonNode renamed =
        admin
            .get("/api/audit/entries?action=identity.operator_changed&subjectId=" + id)
            .ok()
            .path("entries")
            .get(0);
    assertThat(renamed.path("before").asString()).contains("\"王维\"");
    assertThat(renamed.path("after").asString()).contains("\"王摩诘\"").contains("wang.wei");
    assertThat(renamed.path("actorName").asString()).startsWith("操作员");

    JsonNode tries =
        admin
            .get("/api/audit/entries?subjectType=sign_in_name&subjectId=WANG.WEI")
            .ok()
            .path("entries");
    assertThat(tries).hasSize(2);
    assertThat(tries.get(0).path("subjectId").asString()).isEqualTo("wang.wei");
    assertThat(tries.get(0).path("actorName").asString()).isEqualTo("wang.wei");
    JsonNode unknown =
        admin
            .get("/api/audit/entries?subjectType=sign_in_name&subjectId=nobody.here")
            .ok()
            .path("entries");
    assertThat(unknown).hasSize(1);
    assertThat(unknown.get(0).path("subjectId").asString()).matches("#[0-9a-f]{32}");
  }

  @Test
  void namesThatAnOlderVersionLeftInPlainAreSealedOnce() {
    UUID id = ids.next();
    operators.insert(id, "to.be.replaced", "旧", "hash");
    jdbc.sql("INSERT INTO identity.plain_name VALUES (?, 'Old.Hand', '老把式')").param(id).update();
    names.afterSingletonsInstantiated();
    assertThat(names.find(id)).contains(new OperatorName(id, "Old.Hand", "老把式"));
    assertThat(jdbc.sql("SELECT count(*) FROM identity.plain_name").query(Integer.class).single())
        .isZero();
    plain.sealAll();
    assertThat(names.of(id)).isEqualTo("老把式");
  }

  private UUID add(Client admin, String signInName, String name) {
    UUID id = ids.next();
    admin.post("/api/identity/operators", operator(id, signInName, name)).ok();
    return id;
  }

  private static Map<String, Object> operator(UUID id, String signInName, String name) {
    return Map.of(
        "operatorId", id,
        "signInName", signInName,
        "name", name,
        "roleIds", List.of(),
        "password", "chosen-by-admin");
  }

  private static JsonNode shown(Client admin, UUID id) {
    for (JsonNode operator : admin.get("/api/identity/operators").ok()) {
      if (operator.path("operatorId").asString().equals(id.toString())) {
        return operator;
      }
    }
    throw new AssertionError("no operator " + id);
  }
}
