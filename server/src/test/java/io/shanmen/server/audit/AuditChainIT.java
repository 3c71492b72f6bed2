package io.shanmen.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shanmen.server.audit.AuditVerdict.Damage;
import io.shanmen.server.audit.AuditVerdict.Finding;
import io.shanmen.server.client.Answer;
import io.shanmen.server.client.Client;
import io.shanmen.server.client.Clients;
import io.shanmen.server.foundation.ParkIT;
import io.shanmen.server.identity.BuiltInRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** I9, with the rights of the database's owner on the other side. */
@ParkIT
class AuditChainIT {

  @Autowired Audit audit;
  @Autowired Chainer chainer;
  @Autowired ChainKeeper keeper;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Clients clients;
  @Autowired Environment environment;

  @TempDir Path outside;

  private Anchors anchors = new Anchors(Path.of("none"));

  @BeforeEach
  void twentyEntriesOfWhichTheFirstTenAreAnchored() {
    anchors = new Anchors(outside.resolve("anchors.txt"));
    write(10);
    anchor();
    write(10);
  }

  private void write(int entries) {
    audit.record(IntStream.range(0, entries).mapToObj(number -> entry("n", number)).toList());
    keeper.linkAll();
  }

  private void anchor() {
    Chainer.Head head = chainer.head();
    anchors.append(new Anchors.Anchor(Instant.EPOCH, head.sequence(), head.chainHash()));
  }

  /** What a test broke on purpose must not look broken to the walk over the invariants. */
  @AfterEach
  void mend() {
    asOwner("TRUNCATE audit.entry, audit.link, audit.unchained");
  }

  @Test
  void theChainFollowsOnWhileItsEndCannotBeRemembered() throws Exception {
    Path full = Files.createDirectory(outside.resolve("full"));
    ChainKeeper keeping = new ChainKeeper(chainer, new Anchors(full), InstantSource.system(), true);
    keeping.start();
    try {
      for (int round = 0; round < 2; round++) {
        audit.record(List.of(entry("n", round)));
        awaitChained();
      }
    } finally {
      keeping.stop();
    }
  }

  private void awaitChained() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (jdbc.sql("SELECT count(*) FROM audit.unchained").query(Long.class).single() > 0) {
      assertThat(System.nanoTime()).as("the chain stands still").isLessThan(end);
      Thread.sleep(50);
    }
  }

  @Test
  void anUntouchedLogIsIntact() {
    AuditVerdict verdict = verify();
    assertThat(verdict.isIntact()).isTrue();
    assertThat(verdict.entries()).isEqualTo(20);
    assertThat(verdict.anchors()).isEqualTo(1);
  }

  @Test
  void anEntryThatWaitsIsNoDamage() {
    audit.record(entry("waiting", 1));
    AuditVerdict verdict = verify();
    assertThat(verdict.isIntact()).isTrue();
    assertThat(verdict.waiting()).isEqualTo(1);
  }

  @Test
  void anAlteredEntryIsFound() {
    asOwner("UPDATE audit.entry SET actor_name = 'somebody else' WHERE entry_id = " + entryAt(7));
    assertFound(new Finding(Damage.ALTERED, 7, entryAt(7)));
  }

  @Test
  void aFactThatWasTakenAwayIsFound() {
    asOwner("UPDATE audit.entry SET after = NULL WHERE entry_id = " + entryAt(3));
    assertFound(new Finding(Damage.ALTERED, 3, entryAt(3)));
  }

  @Test
  void aMissingEntryIsFound() {
    long entryId = entryAt(5);
    asOwner("DELETE FROM audit.entry WHERE entry_id = " + entryId);
    assertFound(new Finding(Damage.MISSING, 5, entryId));
  }

  @Test
  void anEntryMissingWithItsLinkIsFound() {
    long entryId = entryAt(5);
    asOwner("DELETE FROM audit.entry WHERE entry_id = " + entryId);
    asOwner("DELETE FROM audit.link WHERE sequence = 5");
    assertFound(new Finding(Damage.MISSING, 5, null));
  }

  @Test
  void entriesThatChangedPlacesAreFound() {
    asOwner(
        """
        UPDATE audit.link AS l
        SET entry_id = -o.entry_id, entry_hash = o.entry_hash
        FROM audit.link AS o
        WHERE (l.sequence, o.sequence) IN ((12, 13), (13, 12))
        """);
    asOwner("UPDATE audit.link SET entry_id = -entry_id WHERE entry_id < 0");
    assertThat(verify().findings())
        .extracting(Finding::damage, Finding::sequence)
        .contains(Tuple.tuple(Damage.REORDERED, 12L), Tuple.tuple(Damage.REORDERED, 13L));
  }

  @Test
  void anEntryThatWasSlippedInIsFound() {
    jdbc.sql(
            """
            INSERT INTO audit.entry
              (at, actor_kind, actor_name, action, subject_type, subject_id)
            VALUES (now(), 'SYSTEM', 'x', 'x.y', 'x', 'x')
            """)
        .update();
    long entryId = jdbc.sql("SELECT max(entry_id) FROM audit.entry").query(Long.class).single();
    assertFound(new Finding(Damage.SLIPPED_IN, 0, entryId));
  }

  @Test
  void aCutOffEndIsFoundByWhatWasRememberedOutside() {
    asOwner("DELETE FROM audit.entry WHERE entry_id >= " + entryAt(9));
    asOwner("DELETE FROM audit.link WHERE sequence >= 9");
    assertFound(new Finding(Damage.MISSING, 10, null));
  }

  @Test
  void aChainThatWasWhollyRewrittenIsFoundByWhatWasRememberedOutside() {
    long altered = entryAt(4);
    long anchored = entryAt(10);
    asOwner("UPDATE audit.entry SET actor_name = 'innocent' WHERE entry_id = " + altered);
    asOwner("DELETE FROM audit.link");
    jdbc.sql("INSERT INTO audit.unchained SELECT entry_id FROM audit.entry").update();
    keeper.linkAll();
    assertFound(new Finding(Damage.REWRITTEN, 10, anchored));
  }

  @Test
  void theServersOwnHandsCannotChangeOrDelete() {
    for (String sql :
        List.of(
            "UPDATE audit.entry SET actor_name = 'x'",
            "DELETE FROM audit.entry",
            "UPDATE audit.link SET sequence = sequence",
            "DELETE FROM audit.link",
            "TRUNCATE audit.entry",
            "TRUNCATE audit.link, audit.unchained")) {
      assertThatThrownBy(() -> jdbc.sql(sql).update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("only appends");
    }
  }

  @Test
  void anEntryGoesWithTheTransactionThatItTellsOf() {
    transaction.executeWithoutResult(
        status -> {
          audit.record(entry("undone", 1));
          status.setRollbackOnly();
        });
    keeper.linkAll();
    assertThat(verify().entries()).isEqualTo(20);
    assertThat(verify().isIntact()).isTrue();
  }

  @Test
  void secretsAreRefused() {
    assertThatThrownBy(() -> entry("x", 1).after(Map.of("Password", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theConsoleSearchesByWhoWhatAndWhenInPages() {
    Client manager = clients.signedInAs(BuiltInRole.MANAGER);
    JsonNode page = entries(manager, Map.of("action", "test.", "limit", 15)).ok();
    assertThat(page.path("entries").size()).isEqualTo(15);
    assertThat(page.path("entries").get(0).path("after").asString()).isEqualTo("{\"n\":9}");
    JsonNode rest =
        entries(
                manager,
                Map.of("action", "test.", "limit", 15, "after", page.path("next").asLong()))
            .ok();
    assertThat(rest.path("entries").size()).isEqualTo(5);
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(count(manager, Map.of("actorId", manager.operatorId()))).isEqualTo(1);
    assertThat(count(manager, Map.of("subjectType", "thing", "subjectId", "7"))).isEqualTo(2);
    assertThat(count(manager, Map.of("action", "test_"))).isZero();
    assertThat(count(manager, Map.of("to", "2020-01-01T00:00:00Z"))).isZero();
    assertThat(count(manager, Map.of("refusedOnly", true))).isZero();
  }

  @Test
  void theConsoleVerifies() {
    Client finance = clients.signedInAs(BuiltInRole.FINANCE);
    keeper.linkAll();
    JsonNode verdict = finance.post("/api/audit/verifications").ok();
    assertThat(verdict.path("intact").asBoolean()).isTrue();
    clients
        .signedInAs(BuiltInRole.CASHIER)
        .post("/api/audit/verifications")
        .refused("NOT_PERMITTED");
  }

  @Test
  void theCommandSaysWhetherTheLogIsIntactByItsExitCode() {
    StringBuilder said = new StringBuilder();
    assertThat(command(said)).isZero();
    assertThat(said).contains("20 entries in the chain").contains("is intact");
    asOwner("UPDATE audit.entry SET refusal = 'NO' WHERE entry_id = " + entryAt(2));
    said.setLength(0);
    assertThat(command(said)).isEqualTo(1);
    assertThat(said).contains("ALTERED").contains("link 2").contains("DAMAGED");
  }

  private int command(StringBuilder said) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int exitCode =
        VerifyAuditProgram.run(environment, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    said.append(bytes.toString(StandardCharsets.UTF_8));
    return exitCode;
  }

  @Test
  void aHalfWrittenAnchorIsLeftOut() throws IOException {
    Files.writeString(outside.resolve("anchors.txt"), "2026-10-01T0", StandardOpenOption.APPEND);
    assertThat(verify().isIntact()).isTrue();
    assertThat(anchors.all()).hasSize(1);
  }

  private static long count(Client client, Map<String, ?> query) {
    Map<String, Object> all = new HashMap<>(query);
    all.put("limit", 200);
    return entries(client, all).ok().path("entries").size();
  }

  private static Answer entries(Client client, Map<String, ?> query) {
    return client.get("/api/audit/entries", query);
  }

  private void assertFound(Finding finding) {
    assertThat(verify().findings()).containsExactly(finding);
  }

  private AuditVerdict verify() {
    return new AuditVerification(jdbc, anchors).verify();
  }

  private long entryAt(long sequence) {
    return jdbc.sql("SELECT entry_id FROM audit.link WHERE sequence = ?")
        .param(sequence)
        .query(Long.class)
        .single();
  }

  /** What somebody with the rights of the database's owner can do: switch the triggers off. */
  private void asOwner(String sql) {
    for (String table : List.of("entry", "link")) {
      jdbc.sql("ALTER TABLE audit." + table + " DISABLE TRIGGER USER").update();
    }
    jdbc.sql(sql).update();
    for (String table : List.of("entry", "link")) {
      jdbc.sql("ALTER TABLE audit." + table + " ENABLE TRIGGER USER").update();
    }
  }

  private static AuditEntry entry(String fact, int number) {
    return AuditEntry.done(
            new AuditActor(AuditActor.Kind.OPERATOR, new UUID(7, 7), "王丽 🎫", new UUID(8, 8)),
            "test.happened",
            AuditSubject.of("thing", number))
        .after(Map.of(fact, number));
  }
}
