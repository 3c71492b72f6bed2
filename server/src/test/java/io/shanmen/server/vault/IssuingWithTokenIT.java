package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ticketing.TicketCodes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A server whose master key lives in a SoftHSM2 token. */
class IssuingWithTokenIT extends ServerWithToken {

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired TicketCodes codes;
  @Autowired JdbcClient jdbc;

  @Test
  void aParkMovesIntoItsTokenAndIssuesOnlyWhileItIsThere() throws Exception {
    Client office = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    Client second = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    TestSales.Product single = sales.single(8_000);
    Client window = sales.window();

    // The token is new: nothing is issued before two people have made its master key.
    sales.sell(window, sales.sale(single, 1)).refused("TOKEN_EMPTY");
    assertThat(issuing(window).path("state").asString()).isEqualTo("EMPTY");
    office.post("/api/ticketing/keys/master/move", by(second)).ok();
    assertThat(
            jdbc.sql("SELECT DISTINCT sign_master FROM ticketing.code_key")
                .query(String.class)
                .list())
        .containsExactly("TOKEN");

    JsonNode ticket = sales.sell(window, sales.sale(single, 1)).ok().path("tickets").get(0);
    String sold = ticket.path("code").path("qr").asString();
    assertThat(codes.read(sold)).isInstanceOf(CodeReading.Read.class);

    token.pullOut();
    awaitMaster(MasterState.ABSENT);
    JsonNode refused = sales.sell(window, sales.sale(single, 1)).refused("TOKEN_ABSENT");
    assertThat(refused.path("zh").asString()).contains("未插入");
    assertThat(issuing(window).path("possible").asBoolean()).isFalse();
    office.post("/api/ticketing/keys/renew", by(second)).refused("TOKEN_ABSENT");
    assertThat(jdbc.sql("SELECT count(*) FROM ordering.sale_order").query(Integer.class).single())
        .isOne();
    // Checking goes on, and a ticket is still found.
    assertThat(codes.read(sold)).isInstanceOf(CodeReading.Read.class);

    token.plugIn();
    awaitMaster(MasterState.READY);
    assertThat(issuing(window).path("possible").asBoolean()).isTrue();
    sales.sell(window, sales.sale(single, 1)).ok();

    // The token is lost, and a fresh one begins a new epoch: nothing that was sold is void.
    token.pullOut();
    token.replace();
    awaitMaster(MasterState.EMPTY);
    office.post("/api/ticketing/keys/master/move", by(second)).ok();
    sales.sell(window, sales.sale(single, 1)).ok();
    assertThat(codes.read(sold)).isInstanceOf(CodeReading.Read.class);
  }

  private static JsonNode issuing(Client window) {
    return window.get("/api/ticketing/issuing").ok();
  }
}
