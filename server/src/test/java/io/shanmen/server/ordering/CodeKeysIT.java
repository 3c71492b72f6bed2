package io.shanmen.server.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ticketing.TicketCodes;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The keys of ticket codes are renewed and revoked over HTTP, by whoever proves to be it. */
@ParkIT
class CodeKeysIT {

  private static final String KEYS = "/api/ticketing/keys";

  @Autowired TestSales sales;
  @Autowired Clients clients;
  @Autowired TicketCodes codes;
  @Autowired JdbcClient jdbc;

  private Client office;

  @BeforeEach
  void anAdministrator() {
    office = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
  }

  @Test
  void aRenewedKeyWritesFromNowOnAndWhatWasSoldStaysGood() {
    String before = sell();
    int firstEpoch = office.get(KEYS).ok().get(0).path("epoch").asInt();

    JsonNode next = change("/renew").ok();

    assertThat(next.path("state").asString()).isEqualTo("ACTIVE");
    assertThat(next.path("epoch").asInt()).isEqualTo(firstEpoch + 1);
    assertThat(stateOf(firstEpoch)).isEqualTo("RETIRED");
    assertThat(epochOf(before)).isEqualTo(firstEpoch);
    assertThat(epochOf(sell())).isEqualTo(firstEpoch + 1);
    assertThat(logged("ticketing.code_key_renewed")).isEqualTo(1);
  }

  @Test
  void aRevokedKeyReadsNothingMoreAndSellingGoesOnUnderANewOne() {
    String before = sell();
    int epoch = epochOf(before);

    change("/" + epoch + "/revoke").ok();

    assertThat(stateOf(epoch)).isEqualTo("REVOKED");
    assertThat(codes.read(before))
        .isEqualTo(new CodeReading.Unreadable(CodeReading.Fault.KEY_REVOKED));
    assertThat(epochOf(sell())).isGreaterThan(epoch);
    assertThat(logged("ticketing.code_key_revoked")).isEqualTo(1);
  }

  @Test
  void aKeyThatIsNotThereIsNotRevoked() {
    change("/999/revoke").refused("CODE_KEY_NOT_FOUND");
  }

  @Test
  void nobodyChangesKeysWithoutAFreshProofOrWithoutThePermission() {
    int keys = office.get(KEYS).ok().size();
    office
        .post(KEYS + "/renew", Map.of("secret", "wrong", "reason", "测试"))
        .refused("SECOND_FACTOR_WRONG");
    Client cashier = clients.signedInAs(BuiltInRole.CASHIER);
    assertThat(cashier.get(KEYS).status()).isEqualTo(403);
    assertThat(
            cashier
                .post(
                    KEYS + "/renew",
                    Map.of("secret", cashier.credentials().password(), "reason", "测试"))
                .status())
        .isEqualTo(403);
    assertThat(office.get(KEYS).ok().size()).isEqualTo(keys);
  }

  private Answer change(String path) {
    return office.post(
        KEYS + path, Map.of("secret", office.credentials().password(), "reason", "例行更换"));
  }

  private String sell() {
    return sales
        .sell(sales.window(), sales.sale(sales.single(8_000), 1))
        .ok()
        .path("tickets")
        .get(0)
        .path("code")
        .path("qr")
        .asString();
  }

  private int epochOf(String code) {
    return ((CodeReading.Read) codes.read(code)).key().epoch();
  }

  private String stateOf(int epoch) {
    for (JsonNode key : office.get(KEYS).ok()) {
      if (key.path("epoch").asInt() == epoch) {
        return key.path("state").asString();
      }
    }
    return "NONE";
  }

  private int logged(String action) {
    return jdbc.sql("SELECT count(*) FROM audit.entry WHERE action = ? AND refusal IS NULL")
        .param(action)
        .query(Integer.class)
        .single();
  }
}
