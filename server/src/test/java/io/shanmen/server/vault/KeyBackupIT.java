package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.ciphers.SecretParts;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Client.Credentials;
import io.shanmen.server.client.Clients;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.identity.TestOperators;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ticketing.TicketCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A token is destroyed; two people's parts bring every key into a new one. */
class KeyBackupIT extends ServerWithToken {

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired TestOperators operators;
  @Autowired FreshDataKeys memory;
  @Autowired TicketCodes codes;
  @Autowired JdbcClient jdbc;

  @Test
  void twoPartsBringEveryKeyOfADestroyedTokenIntoANewOne() throws Exception {
    Client office = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    Client second = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    Client window = sales.window();
    TestSales.Product single = sales.single(8_000);

    restore(office, second, List.of("0")).refused("KEY_BACKUP_MISSING");
    change(office, "/api/ticketing/keys/master/move", second).ok();
    List<String> former = parts(backUp(office, second));
    JsonNode made = backUp(office, second);
    List<String> parts = parts(made);
    assertThat(parts).hasSize(3);
    assertThat(office.get("/api/ticketing/keys/backup").ok().path("backupId"))
        .isEqualTo(made.path("backupId"));

    // What comes after the backup is in it too: another epoch, another data key.
    change(office, "/api/ticketing/keys/renew", second).ok();
    String sold = sell(window, single);
    Credentials clerk = clients.operator(BuiltInRole.CASHIER);
    int epoch = epochOf(sold);

    token.pullOut();
    token.replace();
    awaitMaster(MasterState.EMPTY);
    memory.restart();
    operators.afterReset();
    assertThat(names(office)).contains("已加密");
    sales.sell(window, sales.sale(single, 1)).refused("TOKEN_EMPTY");

    // Nothing is done with what is not two good parts of this backup.
    String mistyped =
        parts.get(0).substring(0, 3) + swapped(parts.get(0).charAt(3)) + parts.get(0).substring(4);
    assertThat(
            restore(office, second, List.of(parts.get(1), mistyped))
                .refused("KEY_PART_MISTYPED")
                .path("zh")
                .asString())
        .contains("第 2 份");
    restore(office, second, List.of(former.get(0), parts.get(1)))
        .refused("KEY_PART_OF_ANOTHER_BACKUP");
    restore(office, second, List.of(parts.get(1), parts.get(1))).refused("KEY_PART_TWICE");
    restore(office, second, List.of(parts.get(1))).refused("KEY_PARTS_TOO_FEW");
    restore(office, second, List.of(forged(parts.get(0)), parts.get(1))).refused("KEY_PARTS_WRONG");
    restore(office, office, parts).refused("APPROVAL_BY_MAKER");
    assertThat(vault.state()).isEqualTo(MasterState.EMPTY);

    restore(office, second, List.of(parts.get(2), parts.get(0))).ok();
    assertThat(vault.state()).isEqualTo(MasterState.READY);
    assertThat(names(office)).doesNotContain("已加密");
    clients.atComputer().signIn(clerk).ok();
    assertThat(codes.read(sold)).isInstanceOf(CodeReading.Read.class);
    String again = sell(window, single);
    assertThat(codes.read(again)).isInstanceOf(CodeReading.Read.class);
    assertThat(epochOf(again)).isEqualTo(epoch);

    // All of it is in the new token now, and in the backup still.
    memory.restart();
    operators.afterReset();
    assertThat(names(office)).doesNotContain("已加密");
    token.pullOut();
    token.replace();
    awaitMaster(MasterState.EMPTY);
    restore(office, second, parts).ok();
    assertThat(epochOf(sell(window, single))).isEqualTo(epoch);

    assertThat(
            jdbc.sql("SELECT after::text FROM audit.entry WHERE action = 'ticketing.keys_restored'")
                .query(String.class)
                .list())
        .hasSize(2)
        .allMatch(entry -> entry.contains(made.path("backupId").asString()))
        .allMatch(entry -> entry.contains(second.operatorId().toString()));
  }

  /** A part as a forger would write it: good checksum, wrong content. */
  private static String forged(String text) {
    BackupPart part = BackupPart.read(text).orThrow();
    byte[] bytes = part.part().bytes();
    bytes[0] ^= 1;
    return new BackupPart(
            part.backupId(), part.needed(), new SecretParts.Part(part.part().number(), bytes))
        .text();
  }

  private static char swapped(char letter) {
    return letter == 'A' ? 'B' : 'A';
  }

  private static JsonNode backUp(Client office, Client second) {
    return change(office, "/api/ticketing/keys/backups", second).ok();
  }

  private static List<String> parts(JsonNode backup) {
    List<String> parts = new ArrayList<>();
    backup.path("parts").forEach(part -> parts.add(part.asString()));
    return parts;
  }

  private static Answer change(Client office, String path, Client second) {
    return office.post(path, by(second));
  }

  private static Answer restore(Client office, Client second, List<String> parts) {
    return office.post(
        "/api/ticketing/keys/restorations", Map.of("change", by(second), "parts", parts));
  }

  private String sell(Client window, TestSales.Product product) {
    JsonNode order = sales.sell(window, sales.sale(product, 1)).ok();
    return order.path("tickets").get(0).path("code").path("qr").asString();
  }

  private int epochOf(String code) {
    return ((CodeReading.Read) codes.read(code)).key().epoch();
  }

  private static String names(Client office) {
    StringBuilder names = new StringBuilder();
    office
        .get("/api/identity/operators")
        .ok()
        .forEach(operator -> names.append(operator.path("name").asString()).append('\n'));
    return names.toString();
  }
}
