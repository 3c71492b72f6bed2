package io.shanmen.server.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.host.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The first run of a new park. */
@ParkIT
class SetupIT {

  @Autowired Clients clients;
  @Autowired JdbcClient jdbc;
  @Autowired SetupCode setupCode;
  @Autowired ParkProfile profile;
  @Autowired DataFolder folder;

  private String code = "";

  @BeforeEach
  void aNewPark() throws IOException {
    jdbc.sql("DELETE FROM foundation.park").update();
    profile.rename("", "");
    setupCode.makeIfNeeded();
    code = Files.readString(file()).strip();
  }

  private Path file() {
    return folder.path().resolve("setup-code");
  }

  @Test
  void theCodeInTheDataFolderIsForItsOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void theSetUpMakesParkAdministratorAndThisComputer() {
    Client browser = clients.stranger();
    assertThat(browser.get("/api/setup").ok().path("needed").asBoolean()).isTrue();
    browser.get("/api/park").refused("PARK_NOT_SET_UP");
    setUp(browser, code, Map.of()).ok();
    assertThat(browser.get("/api/setup").ok().path("needed").asBoolean()).isFalse();
    assertThat(browser.get("/api/park").ok().path("nameZh").asString()).isEqualTo("青岩山");
    assertThat(file()).doesNotExist();

    JsonNode in = browser.signIn("Boss", "a-long-enough-one").ok();
    assertThat(in.path("mustChangePassword").asBoolean()).isFalse();
    JsonNode me = browser.get("/api/session").ok();
    assertThat(me.path("roles").get(0).path("nameZh").asString()).isEqualTo("管理员");
    assertThat(me.path("terminalName").asString()).isEqualTo("办公室电脑");
    browser.get("/api/identity/operators").ok();

    setUp(clients.stranger(), code, Map.of()).refused("SETUP_ALREADY_DONE");
  }

  @Test
  void aWrongCodeDoesNothingAndTenOfThemEndTheCode() {
    Client browser = clients.stranger();
    for (int i = 0; i < SetupCode.WRONG_LIMIT_TRIES; i++) {
      setUp(browser, "AAAA-AAAA", Map.of()).refused("SETUP_CODE_WRONG");
    }
    setUp(browser, code, Map.of()).refused("SETUP_LOCKED");
    assertThat(browser.get("/api/setup").ok().path("needed").asBoolean()).isTrue();
  }

  @Test
  void whatIsNotGoodLeavesNothingHalfDone() {
    Client browser = clients.stranger();
    setUp(browser, code, Map.of("password", "short")).refused("PASSWORD_TOO_WEAK");
    setUp(browser, code, Map.of("zone", "Mars/Olympus")).refused("SETUP_VALUE_INVALID");
    setUp(browser, code, Map.of("publicKey", "AAAA")).refused("PUBLIC_KEY_INVALID");
    setUp(browser, code, Map.of("parkNameZh", " ")).refused("INVALID_VALUE");
    assertThat(
            jdbc.sql("SELECT count(*) FROM identity.operator").query(Long.class).single()
                + jdbc.sql("SELECT count(*) FROM terminal.terminal").query(Long.class).single())
        .isZero();
    setUp(browser, code, Map.of()).ok();
  }

  private static Answer setUp(Client browser, String code, Map<String, String> changes) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("setupCode", code);
    wish.put("parkNameZh", "青岩山");
    wish.put("parkNameEn", "Greenrock Mountain");
    wish.put("operator", "boss");
    wish.put("operatorName", "李主任");
    wish.put("password", "a-long-enough-one");
    wish.put("terminalId", browser.terminalId());
    wish.put("terminalName", "办公室电脑");
    wish.put("publicKey", browser.key().publicKey());
    wish.putAll(changes);
    return browser.post("/api/setup", wish);
  }
}
