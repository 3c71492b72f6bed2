package io.shanmen.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ticketing.keys.CodeKeys;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two people change keys; what was sold stays good until its epoch is revoked. */
@ParkIT
class KeyCeremonyIT {

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired TicketCodes codes;
  @Autowired CodeKeys keys;
  @Autowired JdbcClient jdbc;

  private Client maker;
  private Client checker;

  @BeforeEach
  void twoAdministrators() {
    maker = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    checker = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
  }

  @Test
  void aTicketOfAnOlderEpochStaysGoodUntilThatEpochIsRevoked() {
    String sold = soldCode();
    int before = epochOf(sold);
    int after = maker.post("/api/ticketing/keys/renew", by(checker)).ok().path("epoch").asInt();

    assertThat(after).isEqualTo(before + 1);
    assertThat(codes.read(sold)).isInstanceOf(CodeReading.Read.class);
    String newer = soldCode();
    assertThat(epochOf(newer)).isEqualTo(after);

    maker.post("/api/ticketing/keys/" + before + "/revoke", by(checker)).ok();
    assertThat(codes.read(sold))
        .isEqualTo(new CodeReading.Unreadable(CodeReading.Fault.KEY_REVOKED));
    assertThat(codes.read(newer)).isInstanceOf(CodeReading.Read.class);
  }

  @Test
  void revokingThePresentEpochBeginsANewOneFirst() {
    String sold = soldCode();
    maker.post("/api/ticketing/keys/" + epochOf(sold) + "/revoke", by(checker)).ok();
    assertThat(codes.read(soldCode())).isInstanceOf(CodeReading.Read.class);
    assertThat(codes.read(sold))
        .isEqualTo(new CodeReading.Unreadable(CodeReading.Fault.KEY_REVOKED));
  }

  @Test
  void nobodyChangesKeysAlone() {
    maker.post("/api/ticketing/keys/renew", by(maker)).refused("APPROVAL_BY_MAKER");
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER);
    maker.post("/api/ticketing/keys/renew", by(cashier)).refused("APPROVAL_NOT_PERMITTED");
    cashier.post("/api/ticketing/keys/renew", by(maker)).refused("NOT_PERMITTED");
    maker.post("/api/ticketing/keys/99/revoke", by(checker)).refused("CODE_KEY_NOT_FOUND");
    assertThat(maker.get("/api/ticketing/keys").ok()).hasSize(1);
  }

  @Test
  void theHundredthKeyStaysBecauseNoNumberIsGivenTwice() {
    while (keys.present().id().epoch() < 100) {
      keys.renew(Suite.INTERNATIONAL);
    }
    maker.post("/api/ticketing/keys/renew", by(checker)).refused("CODE_KEYS_USED_UP");
    assertThat(keys.present().id().epoch()).isEqualTo(100);
    assertThat(codes.read(soldCode())).isInstanceOf(CodeReading.Read.class);
  }

  @Test
  void theLogHasBothPeople() {
    maker.post("/api/ticketing/keys/renew", by(checker)).ok();
    String after =
        jdbc.sql("SELECT after FROM audit.entry WHERE action = 'ticketing.code_key_renewed'")
            .query(String.class)
            .single();
    assertThat(after).contains(checker.operatorId().toString(), "年度更换");
  }

  private static Map<String, Object> by(Client second) {
    return Map.of(
        "secret",
        Clients.PASSWORD,
        "approver",
        second.credentials().signInName(),
        "approverSecret",
        Clients.PASSWORD,
        "reason",
        "年度更换");
  }

  private String soldCode() {
    JsonNode order = sales.sell(sales.window(), sales.sale(sales.single(8_000), 1)).ok();
    return order.path("tickets").get(0).path("code").path("qr").asString();
  }

  private int epochOf(String code) {
    return ((CodeReading.Read) codes.read(code)).key().epoch();
  }
}
