package io.shanmen.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.ciphers.Ciphers;
import io.shanmen.kernel.ticketcode.CodeReading;
import io.shanmen.kernel.ticketcode.DynamicCode;
import io.shanmen.kernel.ticketcode.KeyMaterial;
import io.shanmen.kernel.ticketcode.Suite;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.ordering.TestSales;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A ticket on a phone: its code changes, its picture is worthless, its paper is void. */
@ParkIT
class PhoneCodeIT {

  @Autowired Clients clients;
  @Autowired TestSales sales;
  @Autowired TicketCodes codes;
  @Autowired TestClock clock;

  private Client desk;

  @BeforeEach
  void aSupervisor() {
    desk = clients.signedInAs(BuiltInRole.SUPERVISOR);
  }

  @ParameterizedTest
  @EnumSource
  void thePhoneShowsACodeThatEndsAfterAMinute(Suite suite) {
    Client office = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    Client second = clients.signedInAs(BuiltInRole.ADMINISTRATOR);
    office
        .post(
            "/api/ticketing/keys/renew",
            Map.of(
                "secret",
                Clients.PASSWORD,
                "approver",
                second.credentials().signInName(),
                "approverSecret",
                Clients.PASSWORD,
                "reason",
                "换算法",
                "suite",
                suite))
        .ok();
    JsonNode phone = desk.post(path(sold()), Map.of()).ok();
    assertThat(phone.path("suite").asInt()).isEqualTo(suite.number());

    String picture = shown(phone, clock.instant());
    assertThat(codes.read(picture)).isInstanceOf(CodeReading.Read.class);
    clock.set(clock.instant().plus(Duration.ofSeconds(61)));
    assertThat(codes.read(picture))
        .isEqualTo(new CodeReading.Unreadable(CodeReading.Fault.CODE_OUTDATED));
    assertThat(codes.read(shown(phone, clock.instant()))).isInstanceOf(CodeReading.Read.class);
  }

  @Test
  void aTicketIsMovedOnceAndAReprintBringsItBack() {
    long ticket = sold();
    desk.get(path(ticket)).refused("TICKET_NOT_ON_PHONE");
    JsonNode first = desk.post(path(ticket), Map.of()).ok();
    assertThat(first.path("codeVersion").asInt()).isEqualTo(2);
    JsonNode again = desk.post(path(ticket), Map.of()).ok();
    assertThat(again.path("codeVersion").asInt()).isEqualTo(2);
    assertThat(again.path("secret").asString()).isEqualTo(first.path("secret").asString());
    assertThat(desk.get(path(ticket)).ok().path("secret").asString())
        .isEqualTo(first.path("secret").asString());

    JsonNode paper =
        desk.post(
                "/api/ticketing/tickets/" + ticket + "/reprint",
                Map.of("requestId", UUID.randomUUID(), "reason", "手机没电"))
            .ok();
    assertThat(paper.path("code").path("version").asInt()).isEqualTo(3);
    assertThat(codes.read(paper.path("code").path("qr").asString()))
        .isInstanceOf(CodeReading.Read.class);
    desk.get(path(ticket)).refused("TICKET_NOT_ON_PHONE");
  }

  private static String path(long ticket) {
    return "/api/ticketing/tickets/" + ticket + "/phone";
  }

  private long sold() {
    JsonNode order = sales.sell(sales.window(), sales.sale(sales.single(8_000), 1)).ok();
    return order.path("tickets").get(0).path("ticketNo").asLong();
  }

  private static String shown(JsonNode phone, Instant moment) {
    Base64.Decoder base64 = Base64.getDecoder();
    return DynamicCode.text(
        Ciphers.suites().get(Suite.ofNumber(phone.path("suite").asInt()).orElseThrow()),
        new DynamicCode.Phone(
            base64.decode(phone.path("signed").asString()),
            KeyMaterial.of(base64.decode(phone.path("secret").asString()))),
        moment);
  }
}
