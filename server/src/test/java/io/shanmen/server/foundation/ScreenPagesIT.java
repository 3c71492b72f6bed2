package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParkIT
class ScreenPagesIT {

  @LocalServerPort int port;

  @Test
  void aScreenIsServedAtItsFolder() throws IOException, InterruptedException {
    HttpResponse<String> page = get("/sample/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>sample</title>");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
  }

  @Test
  void anAddressWithoutTheSlashLeadsThere() throws IOException, InterruptedException {
    assertThat(locationOf("/sample")).endsWith("/sample/");
    assertThat(locationOf("/")).endsWith("/signin/");
  }

  @Test
  void whatIsNoScreenIsNotFound() throws IOException, InterruptedException {
    assertThat(get("/nowhere/").statusCode()).isEqualTo(404);
  }

  private String locationOf(String path) throws IOException, InterruptedException {
    return get(path).headers().firstValue("Location").orElse("");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
          BodyHandlers.ofString());
    }
  }
}
