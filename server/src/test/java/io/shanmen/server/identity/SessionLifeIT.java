package io.shanmen.server.identity;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static io.shanmen.server.identity.BuiltInRole.CASHIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.foundation.TestClock;
import io.shanmen.server.identity.Caller.OperatorCaller;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@ParkIT
class SessionLifeIT {

  @Autowired Clients clients;
  @Autowired TestClock clock;
  @Autowired Ids ids;
  @Autowired Sessions sessions;
  @Autowired SessionTable table;
  @Autowired SessionStreams streams;
  @Autowired SessionKeeper keeper;

  @Test
  void aSessionSurvivesARestartBecauseNothingOfItIsInMemoryOnly() {
    Client cashier = clients.signedInAs(CASHIER);
    Sessions restarted = new Sessions(table, ids, clock, event -> {});
    assertThat(restarted.find(cashier.cookie().orElseThrow()))
        .hasValueSatisfying(
            caller -> assertThat(signedIn(caller).operatorId()).isEqualTo(cashier.operatorId()));
  }

  @Test
  void aStreamEndsWhenItsTerminalIsRevoked() {
    Client admin = clients.signedInAs(ADMINISTRATOR);
    Client board = clients.signedInAs(CASHIER);
    SseEmitter stream = open(board);
    SseEmitter of = open(admin);
    admin.post("/api/terminal/terminals/" + board.terminalId() + "/revocation").ok();
    assertEnded(stream);
    assertOpen(of);
  }

  @Test
  void aStreamEndsWhenItsOperatorSignsOut() {
    Client board = clients.signedInAs(CASHIER);
    SseEmitter stream = open(board);
    board.post("/api/sign-out").ok();
    assertEnded(stream);
  }

  @Test
  void aStreamDoesNotKeepItsSessionAwake() {
    Client board = clients.signedInAs(CASHIER);
    SseEmitter stream = open(board);
    clock.advance(SessionLimits.PROOF_AGE.minusMinutes(1));
    keeper.look();
    assertOpen(stream);
    clock.advance(Duration.ofMinutes(2));
    keeper.look();
    assertEnded(stream);
  }

  @Test
  void whatIsLongOverIsRemoved() {
    Client cashier = clients.signedInAs(CASHIER);
    String token = cashier.cookie().orElseThrow();
    cashier.post("/api/sign-out").ok();
    clock.advance(SessionLimits.KEPT_AFTER_END.plusDays(1));
    table.removeOld(clock.instant());
    assertThat(
            table.renew(
                SessionToken.hash(token), cashier.terminalId(), new byte[32], clock.instant()))
        .isEmpty();
    assertThat(table.lastUseByTerminal(List.of(cashier.terminalId()))).isEmpty();
  }

  private SseEmitter open(Client client) {
    SseEmitter stream = new SseEmitter();
    Caller caller = sessions.find(client.cookie().orElseThrow()).orElseThrow();
    streams.attach(signedIn(caller), stream);
    return stream;
  }

  private static SignedIn signedIn(Caller caller) {
    return ((OperatorCaller) caller).signedIn();
  }

  private static void assertEnded(SseEmitter stream) {
    assertThatThrownBy(() -> stream.send("x")).isInstanceOf(IllegalStateException.class);
  }

  private static void assertOpen(SseEmitter stream) {
    assertThatCode(() -> stream.send("x")).doesNotThrowAnyException();
  }
}
