package io.shanmen.server.client;

import io.shanmen.server.client.Client.Credentials;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.identity.BuiltInRole;
import io.shanmen.server.identity.TestOperators;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes clients for tests, each in one line: {@code clients.signedInAs(CASHIER)}. Each has a
 * terminal of its own. Operators and approved terminals are written straight into the tables;
 * proofs and sign-ins go over HTTP as they do in life.
 */
@Component
public class Clients {

  /** The password of every operator made here. */
  public static final String PASSWORD = "yunmen-shan-2026";

  /** Argon2id of {@link #PASSWORD}, so that a test need not wait for it. */
  private static final String PASSWORD_HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$nNfvBT5IMwEXePKslRgXgg"
          + "$bybGR4VDaqx1E6AMdolq01CvWZjOk/3OL/UziZrSszU";

  private final JdbcClient jdbc;
  private final TestOperators written;
  private final Ids ids;
  private final Environment environment;
  private final AtomicInteger operators = new AtomicInteger();

  Clients(JdbcClient jdbc, TestOperators written, Ids ids, Environment environment) {
    this.jdbc = jdbc;
    this.written = written;
    this.ids = ids;
    this.environment = environment;
  }

  /** A new operator with these built-in roles, signed in at a new computer. */
  public Client signedInAs(BuiltInRole... roles) {
    return signedIn(operator(roles));
  }

  /**
   * A new operator whose only role holds exactly these permissions, signed in at a new computer.
   */
  public Client signedInWith(String... permissions) {
    UUID roleId = ids.next();
    jdbc.sql("INSERT INTO identity.role (role_id, name_zh, name_en) VALUES (?, ?, ?)")
        .params(roleId, "测试" + roleId, "Test " + roleId)
        .update();
    jdbc.sql("INSERT INTO identity.role_permission SELECT ?, unnest(?::text[])")
        .params(roleId, permissions)
        .update();
    Credentials operator = operator();
    jdbc.sql("INSERT INTO identity.operator_role VALUES (?, ?)")
        .params(operator.operatorId(), roleId)
        .update();
    return signedIn(operator);
  }

  /** An operator, known or new, signed in at a new computer. */
  public Client signedIn(Credentials operator) {
    Client client = atComputer();
    client.signIn(operator).ok();
    return client.signingInAgain();
  }

  /** A new operator with these built-in roles. */
  public Credentials operator(BuiltInRole... roles) {
    UUID operatorId = ids.next();
    int number = operators.incrementAndGet();
    String signInName = "op." + number;
    written.insert(operatorId, signInName, "操作员" + number, PASSWORD_HASH);
    jdbc.sql(
            """
            INSERT INTO identity.operator_role (operator_id, role_id)
            SELECT ?, role_id FROM identity.role WHERE built_in = ANY(?)
            """)
        .params(operatorId, Arrays.stream(roles).map(BuiltInRole::name).toArray(String[]::new))
        .update();
    return new Credentials(operatorId, signInName, PASSWORD);
  }

  /** An approved computer where nobody is signed in. */
  public Client atComputer() {
    return approved("COMPUTER", null);
  }

  /** An enrolled gate at a checkpoint (1 to 32), with an open device session. */
  public Client gate(int checkpoint) {
    Client gate = approved("GATE", checkpoint);
    gate.openDeviceSession().ok();
    return gate;
  }

  /** A browser that nobody has approved. */
  public Client stranger() {
    return new Client(this::server, TerminalKey.make(ids.next()));
  }

  private Client approved(String kind, @Nullable Integer checkpoint) {
    Client client = stranger();
    String name = (kind.equals("GATE") ? "闸机 " : "窗口 ") + operators.incrementAndGet();
    jdbc.sql(
            """
            INSERT INTO terminal.terminal
              (terminal_id, name, kind, state, public_key, checkpoint, asked_at, decided_at)
            VALUES (:id, :name, :kind, 'APPROVED', :key, :checkpoint, now(), now())
            """)
        .param("id", client.terminalId())
        .param("name", name)
        .param("kind", kind)
        .param("key", client.key().pair().getPublic().getEncoded())
        .param("checkpoint", checkpoint)
        .update();
    return client;
  }

  private URI server() {
    return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
  }
}
