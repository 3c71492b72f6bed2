package io.shanmen.gate.link;

import io.shanmen.gate.agent.NanoClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which server this gate belongs to, and how it came to: with a one-time code that an administrator
 * made in the console.
 */
public final class Enrolment {
  private static final String SERVER_FILE = "server.txt";
  private static final String AUTHORITY_FILE = "park-ca.pem";
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Path folder;

  /** What enrolment is kept in this folder. */
  public Enrolment(Path folder) {
    this.folder = folder;
  }

  /** The server of an earlier enrolment, null where there was none. */
  public @Nullable URI server() throws IOException {
    Path file = folder.resolve(SERVER_FILE);
    return Files.exists(file)
        ? URI.create(Files.readString(file, StandardCharsets.UTF_8).trim())
        : null;
  }

  /** The authority of an earlier enrolment, null where there was none. */
  public @Nullable Path authority() {
    Path file = folder.resolve(AUTHORITY_FILE);
    return Files.exists(file) ? file : null;
  }

  /**
   * Enrols this gate and keeps what came of it.
   *
   * @param code the one-time code
   * @param authority the park's certificate authority, which is copied
   * @throws IOException where the server does not answer or refuses; the message says so
   */
  public GateIdentity enrol(URI server, Path authority, String code, String name)
      throws IOException {
    GateIdentity fresh = GateIdentity.read(folder).orElseGet(GateIdentity::make);
    fresh.write(folder);
    try (ParkHttp http = new ParkHttp(server, authority, fresh, NanoClock.SYSTEM)) {
      ObjectNode body = ParkHttp.JSON.createObjectNode();
      body.put("code", code);
      body.put("name", name);
      body.put("publicKey", fresh.publicKey());
      Reply reply = http.post("/api/terminal/enrolments", body, LIMIT).join();
      if (!reply.isGood()) {
        throw new IOException(
            reply.status() == 0
                ? "no answer from " + server + " (is it running, and is the CA file the right one?)"
                : "the server refused: "
                    + reply.status()
                    + " "
                    + reply.body().path("zh").asString("")
                    + " "
                    + reply.body().path("en").asString(""));
      }
      GateIdentity enrolled =
          fresh.withTerminalId(UUID.fromString(reply.body().path("terminalId").asString()));
      if (!authority.toAbsolutePath().equals(folder.resolve(AUTHORITY_FILE).toAbsolutePath())) {
        Files.copy(authority, folder.resolve(AUTHORITY_FILE), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(folder.resolve(SERVER_FILE), server + "\n");
      enrolled.write(folder);
      return enrolled;
    }
  }
}
