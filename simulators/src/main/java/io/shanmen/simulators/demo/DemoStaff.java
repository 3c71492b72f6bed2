package io.shanmen.simulators.demo;

import io.shanmen.simulators.client.Answer;
import io.shanmen.simulators.client.ParkClient;
import io.shanmen.simulators.client.TerminalKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The demo park's people: sets the park up at its first start, hires everybody, and gives whoever
 * is played by the simulation a terminal of its own. All of it through the server's API.
 */
final class DemoStaff {

  private final ServerProgram server;
  private final Path keys;
  private final DemoSecrets secrets;

  /**
   * @param server the running server
   * @param keys the folder of the simulated terminals' keys
   */
  DemoStaff(ServerProgram server, Path keys, DemoSecrets secrets) {
    this.server = server;
    this.keys = keys;
    this.secrets = secrets;
  }

  /**
   * The back office: signed in as administrator, on a terminal of its own.
   *
   * @param zone of the park, if it has to be set up first
   */
  ParkClient backOffice(ZoneId zone) throws IOException {
    ParkClient client = client("back-office");
    if (client.get("/api/setup").orThrow("set-up").path("needed").asBoolean()) {
      setUp(client, zone);
    }
    client
        .signIn(DemoPerson.ADMINISTRATOR.signInName(), secrets.password())
        .orThrow("sign in as administrator");
    return client;
  }

  /** Hires whoever is not there yet. */
  void hire(ParkClient backOffice) {
    Map<String, UUID> roles = new HashMap<>();
    for (JsonNode role : backOffice.get("/api/identity/roles").orThrow("roles")) {
      roles.put(role.path("nameEn").asString(), id(role, "roleId"));
    }
    Map<String, JsonNode> known = new HashMap<>();
    for (JsonNode operator : backOffice.get("/api/identity/operators").orThrow("operators")) {
      known.put(operator.path("signInName").asString(), operator);
    }
    List<DemoPerson> people =
        Stream.concat(DemoPerson.STAFF.stream(), DemoPerson.ROBOTS.stream()).toList();
    for (DemoPerson person : people) {
      JsonNode operator = known.get(person.signInName());
      if (operator == null) {
        UUID role = roles.get(person.roleEn());
        if (role == null) {
          throw new IllegalStateException("no role " + person.roleEn() + " in " + roles.keySet());
        }
        operator =
            backOffice
                .post(
                    "/api/identity/operators",
                    Map.of(
                        "operatorId", DemoIds.next(),
                        "signInName", person.signInName(),
                        "name", person.name(),
                        "roleIds", List.of(role),
                        "password", firstPassword()))
                .orThrow("hire " + person.signInName());
      }
      if (operator.path("mustChangePassword").asBoolean()) {
        chooseOwnPassword(person);
      }
    }
  }

  /** A simulated person at an approved terminal of their own. */
  ParkClient at(String terminalName, DemoPerson person, ParkClient backOffice) throws IOException {
    ParkClient client = client(person.signInName());
    JsonNode request = client.requestApproval(terminalName).orThrow("ask for " + terminalName);
    if (request.path("state").asString().equals("REQUESTED")) {
      Answer approval =
          backOffice.post(
              "/api/terminal/terminals/" + client.key().terminalId() + "/approval",
              Map.of("pairingCode", request.path("pairingCode").asString(), "name", terminalName));
      // The park's own approver may have been quicker; signing in tells whether it said yes.
      if (!approval.code().equals("REQUEST_ALREADY_DECIDED")) {
        approval.orThrow("approve " + terminalName);
      }
    }
    client.signIn(person.signInName(), secrets.password()).orThrow("sign in at " + terminalName);
    return client;
  }

  private void setUp(ParkClient client, ZoneId zone) throws IOException {
    client
        .post(
            "/api/setup",
            Map.ofEntries(
                Map.entry("setupCode", setUpCode()),
                Map.entry("parkNameZh", "云门山风景区"),
                Map.entry("parkNameEn", "Cloudgate Mountain"),
                Map.entry("zone", zone.getId()),
                Map.entry("operator", DemoPerson.ADMINISTRATOR.signInName()),
                Map.entry("operatorName", DemoPerson.ADMINISTRATOR.name()),
                Map.entry("password", secrets.password()),
                Map.entry("terminalId", client.key().terminalId()),
                Map.entry("terminalName", "后台（模拟）"),
                Map.entry("publicKey", client.key().publicKey())))
        .orThrow("set the park up");
  }

  private String setUpCode() throws IOException {
    return Files.readString(server.data().resolve("setup-code")).strip();
  }

  /** As at any first sign-in, the person replaces the password that the administrator chose. */
  private void chooseOwnPassword(DemoPerson person) {
    try (ParkClient client = client("back-office")) {
      client.signIn(person.signInName(), firstPassword()).orThrow("first sign-in");
      Answer changed =
          client.post(
              "/api/session/password",
              Map.of("oldPassword", firstPassword(), "newPassword", secrets.password()));
      changed.orThrow("choose a password for " + person.signInName());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ParkClient client(String keyName) throws IOException {
    return ParkClient.of(
        server.address(),
        server.authority(),
        TerminalKey.kept(keys.resolve(keyName + ".key"), DemoIds.next()));
  }

  private String firstPassword() {
    return "first-" + secrets.password();
  }

  private static UUID id(JsonNode node, String name) {
    return UUID.fromString(node.path(name).asString());
  }
}
