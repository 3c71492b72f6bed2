package io.shanmen.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import io.shanmen.server.ticketing.TicketCodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A server whose master key lives in a SoftHSM2 token. */
@ParkIT
@DirtiesContext
class IssuingWithTokenIT {

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static SoftToken token;

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired TicketCodes codes;
  @Autowired MasterKeyWatch watch;
  @Autowired Vault vault;
  @Autowired JdbcClient jdbc;

  @DynamicPropertySource
  static void aServerWithAToken(DynamicPropertyRegistry settings) {
    token = SoftToken.in(folder);
    settings.add("shanmen.keys.token.library", () -> SoftToken.library().toString());
    settings.add("shanmen.keys.token.pin", () -> SoftToken.PIN);
    settings.add(
        "shanmen.keys.token.environment.SOFTHSM2_CONF", () -> token.configuration().toString());
  }

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
    waitUntil(() -> vault.state() == MasterState.ABSENT);
    JsonNode refused = sales.sell(window, sales.sale(single, 1)).refused("TOKEN_ABSENT");
    assertThat(refused.path("zh").asString()).contains("未插入");
    assertThat(issuing(window).path("possible").asBoolean()).isFalse();
    office.post("/api/ticketing/keys/renew", by(second)).refused("TOKEN_ABSENT");
    assertThat(jdbc.sql("SELECT count(*) FROM ordering.sale_order").query(Integer.class).single())
        .isOne();
    // Checking goes on, and a ticket is still found.
    assertThat(codes.read(sold)).isInstanceOf(CodeReading.Read.class);

    token.plugIn();
    waitUntil(() -> vault.state() == MasterState.READY);
    watch.look();
    assertThat(issuing(window).path("possible").asBoolean()).isTrue();
    sales.sell(window, sales.sale(single, 1)).ok();

    // The token is lost, and a fresh one begins a new epoch: nothing that was sold is void.
    token.pullOut();
    token.replace();
    waitUntil(() -> vault.state() == MasterState.EMPTY);
    office.post("/api/ticketing/keys/master/move", by(second)).ok();
    sales.sell(window, sales.sale(single, 1)).ok();
    assertThat(codes.read(sold)).isInstanceOf(CodeReading.Read.class);
  }

  private static JsonNode issuing(Client window) {
    return window.get("/api/ticketing/issuing").ok();
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
        "密钥仪式");
  }

  /** The server's own watch sees it, as it would in life. */
  private static void waitUntil(BooleanSupplier reached) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(Duration.ofMillis(100));
    }
  }
}
