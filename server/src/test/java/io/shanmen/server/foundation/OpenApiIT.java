package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the API's description for the web, and fails when the committed one was out of date. */
@ParkIT
class OpenApiIT {

  private static final Path DESCRIPTION = Path.of("../web/packages/api/openapi.json");

  @LocalServerPort int port;

  @Test
  void theCommittedDescriptionIsThatOfTheServer() throws IOException, InterruptedException {
    String json;
    try (HttpClient http = HttpClient.newHttpClient()) {
      json =
          http.send(
                  HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
    }
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    JsonNode api = mapper.readTree(json);
    ((ObjectNode) api).remove("servers");
    String now = mapper.writeValueAsString(mapper.treeToValue(api, Object.class)) + "\n";
    String before = Files.exists(DESCRIPTION) ? Files.readString(DESCRIPTION) : "";
    Files.createDirectories(DESCRIPTION.getParent());
    Files.writeString(DESCRIPTION, now);
    assertThat(now)
        .as("web/packages/api/openapi.json was out of date; it has been rewritten: commit it")
        .isEqualTo(before);
  }
}
