package io.shanmen.server.admission;

import static io.shanmen.server.identity.BuiltInRole.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ParkIT
class GatesIT {

  @Autowired Clients clients;
  @Autowired Gates gates;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  /** The live board and the reports are read as of one moment, which is over when they end. */
  @Test
  void aGateThatComesWhileTheBoardIsReadIsKnownAfterwards() {
    Client gate = clients.gate(1);
    TransactionTemplate board = new TransactionTemplate(transactions);
    board.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

    board.executeWithoutResult(
        status -> {
          jdbc.sql("SELECT count(*) FROM admission.gate").query(Long.class).single();
          CompletableFuture.runAsync(() -> gates.takeOver(gate.terminalId())).join();
          gates.all();
        });

    assertThat(gates.find(gate.terminalId())).isPresent();
  }

  @Test
  void gatesThatComeAtOnceGetNumbersOfTheirOwn() {
    List<UUID> ids = Stream.generate(() -> clients.gate(1).terminalId()).limit(8).toList();

    try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
      ids.forEach(id -> atOnce.execute(() -> gates.takeOver(id)));
    }

    assertThat(gates.all()).extracting(Gate::id).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(gates.all()).extracting(Gate::no).doesNotHaveDuplicates();
  }

  @Test
  @Timeout(30)
  void aGateThatIsRenamedIsKnownByItsNewName() throws InterruptedException {
    UUID id = clients.gate(1).terminalId();
    gates.takeOver(id);
    Client admin = clients.signedInAs(ADMINISTRATOR);

    admin
        .put(
            "/api/terminal/terminals/" + id,
            Map.of("name", "南门 2 号闸", "checkpoint", 1, "version", version(admin, id)))
        .ok();

    while (!gates.find(id).orElseThrow().name().equals("南门 2 号闸")) {
      Thread.sleep(20);
    }
  }

  private static long version(Client admin, UUID id) {
    for (JsonNode terminal : admin.get("/api/terminal/terminals").ok()) {
      if (terminal.path("terminalId").asString().equals(id.toString())) {
        return terminal.path("version").asLong();
      }
    }
    throw new AssertionError("not listed: " + id);
  }
}
