package io.shanmen.systemtests.keys;

import io.shanmen.simulators.client.ParkClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The other of the two people without whom nobody changes keys. */
public final class SecondAdministrator {

  private SecondAdministrator() {}

  /** Hires one, as the administrator of this client. */
  public static void hire(ParkClient office, String signInName, String password) {
    String role =
        office
            .get("/api/identity/roles")
            .orThrow("roles")
            .valueStream()
            .filter(one -> one.path("nameEn").asString().equals("Administrator"))
            .map(one -> one.path("roleId").asString())
            .findFirst()
            .orElseThrow();
    office
        .post(
            "/api/identity/operators",
            Map.of(
                "operatorId",
                UUID.randomUUID(),
                "signInName",
                signInName,
                "name",
                "何明",
                "roleIds",
                List.of(role),
                "password",
                password))
        .orThrow("a second administrator");
  }
}
