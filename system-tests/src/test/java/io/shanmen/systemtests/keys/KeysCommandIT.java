package io.shanmen.systemtests.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.simulators.client.ParkClient;
import io.shanmen.simulators.client.TerminalKey;
import io.shanmen.simulators.demo.ServerProgram;
import io.shanmen.systemtests.BuiltPrograms;
import io.shanmen.systemtests.Fork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys from the command line: the delivered program, a real park, answers on standard input. */
class KeysCommandIT {

  private static final Pattern PART = Pattern.compile("(?:[0-9A-Z]{6}-){11}[0-9A-Z]{6}");
  private static final String SECOND = "second.admin";
  private static final String PASSWORD = "cloud-gate-and-mountain";

  private final TerminalKey computer = TerminalKey.make(UUID.randomUUID());

  @TempDir Path folder;

  private record Said(int code, String text) {}

  @Test
  void twoPeopleChangeAndBringBackKeysWithoutTheServer() throws Exception {
    try (ServerProgram server = start();
        ParkClient office = client(server)) {
      setUp(office);
      SecondAdministrator.hire(office, SECOND, PASSWORD);
      assertThat(keys(List.of(), "status").text()).contains("epoch 1", "NO backup");
      assertThat(keys(List.of(), "rotate"))
          .satisfies(said -> assertThat(said.code()).isEqualTo(2))
          .satisfies(said -> assertThat(said.text()).contains("The server is running"));
    }
    List<String> two = List.of("admin", PASSWORD, SECOND, PASSWORD, "年度演练");

    Said wrong = keys(List.of("admin", "not-" + PASSWORD, SECOND, PASSWORD, "x"), "rotate");
    assertThat(wrong.code()).as(wrong.text()).isEqualTo(1);
    // The present epoch is renewed before it is revoked.
    assertThat(keys(two, "revoke", "1").text()).contains("Epoch 1 is revoked");

    Said backup = keys(two, "backup");
    assertThat(backup.code()).as(backup.text()).isZero();
    List<String> parts =
        PART.matcher(backup.text()).results().map(MatchResult::group).distinct().toList();
    assertThat(parts).hasSize(3);

    // The disk with the keys is gone; the database was brought back from its own backup.
    Path keys = data().resolve("keys");
    Files.delete(keys.resolve("master.p12"));
    Files.delete(keys.resolve("passphrase"));
    String mistyped = parts.get(0).substring(1);
    Said refused = keys(answers(List.of(mistyped, parts.get(1)), two), "restore");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.text()).contains("typing error");
    assertThat(keys.resolve("master.p12")).doesNotExist();

    Said restored = keys(answers(List.of(parts.get(2), parts.get(0)), two), "restore");
    assertThat(restored.code()).as(restored.text()).isZero();
    assertThat(restored.text()).contains("written anew", "The keys are back; epoch 2 writes");
    assertThat(keys(List.of(), "status").text())
        .contains("epoch 1      REVOKED", "epoch 2      ACTIVE", "2 of 3 parts");

    // The server, which reads every key when it starts, is itself again.
    try (ServerProgram server = start();
        ParkClient office = client(server)) {
      signIn(office);
      List<String> states = new ArrayList<>();
      office
          .get("/api/ticketing/keys")
          .orThrow("keys")
          .forEach(key -> states.add(key.path("state").asString()));
      assertThat(states).containsExactly("REVOKED", "ACTIVE");
      String log = office.get("/api/audit/entries?limit=100").body().toString();
      assertThat(log)
          .contains("ticketing.keys_restored", "ticketing.keys_backed_up")
          .doesNotContain(parts.get(0), PASSWORD);
    }
  }

  private static List<String> answers(List<String> parts, List<String> people) {
    List<String> answers = new ArrayList<>(parts);
    answers.add("");
    answers.addAll(people);
    return answers;
  }

  private Said keys(List<String> answers, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8"));
    command.addAll(ServerProgram.javaArguments(BuiltPrograms.server()));
    command.add("keys");
    command.addAll(List.of(words));
    command.add("--shanmen.data=" + data());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.outputWriter(StandardCharsets.UTF_8)) {
      for (String answer : answers) {
        out.write(answer + "\n");
      }
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private Path data() {
    return folder.resolve("park");
  }

  private ServerProgram start() throws IOException {
    return ServerProgram.start(
        new ServerProgram.Setup(
            BuiltPrograms.server(), data(), Fork.freePort(), folder.resolve("server.log")),
        waited -> {});
  }

  private ParkClient client(ServerProgram server) throws IOException {
    return ParkClient.of(server.address(), server.authority(), computer);
  }

  private static void signIn(ParkClient office) {
    office.signIn("admin", PASSWORD).orThrow("sign in");
  }

  private void setUp(ParkClient office) throws IOException {
    office
        .post(
            "/api/setup",
            Map.ofEntries(
                Map.entry("setupCode", Files.readString(data().resolve("setup-code")).strip()),
                Map.entry("parkNameZh", "云门山风景区"),
                Map.entry("parkNameEn", "Cloudgate Mountain"),
                Map.entry("zone", "Asia/Shanghai"),
                Map.entry("operator", "admin"),
                Map.entry("operatorName", "林静"),
                Map.entry("password", PASSWORD),
                Map.entry("terminalId", computer.terminalId()),
                Map.entry("terminalName", "后台"),
                Map.entry("publicKey", computer.publicKey())))
        .orThrow("set the park up");
    signIn(office);
  }
}
