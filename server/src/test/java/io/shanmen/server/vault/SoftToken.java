package io.shanmen.server.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A SoftHSM2 token (Debian's softhsm2): a PKCS#11 token in a folder, which can be pulled out. */
public final class SoftToken {

  public static final String PIN = "864209";

  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"));

  private final Path folder;

  private SoftToken(Path folder) {
    this.folder = folder;
  }

  /** A fresh token, plugged in. */
  public static SoftToken in(Path folder) {
    SoftToken token = new SoftToken(folder);
    try {
      Files.createDirectories(token.tokens());
      Files.writeString(
          token.configuration(),
          "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
              .formatted(token.tokens()));
      token.initialise();
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialise() {
    run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "shanmen",
        "--so-pin",
        "135790",
        "--pin",
        PIN);
  }

  public static Path library() {
    return LIBRARIES.stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no SoftHSM2: apt-get install softhsm2"));
  }

  Path configuration() {
    return folder.resolve("softhsm2.conf");
  }

  private Path tokens() {
    return folder.resolve("tokens");
  }

  private Path pocket() {
    return folder.resolve("pocket");
  }

  public Map<String, String> environment() {
    return Map.of("SOFTHSM2_CONF", configuration().toString());
  }

  VaultSettings.Token settings(String pin) {
    return new VaultSettings.Token(library(), 0, pin, null, environment());
  }

  /** Pulls the token out. */
  public void pullOut() {
    try (Stream<Path> inside = Files.list(tokens())) {
      Files.move(inside.findFirst().orElseThrow(), pocket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a fresh token in the place of the one that was pulled out, which is lost. */
  void replace() {
    try {
      FileSystemUtils.deleteRecursively(pocket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    initialise();
  }

  /** Plugs it in again. */
  public void plugIn() {
    try {
      Files.move(pocket(), tokens().resolve("token"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What SoftHSM's own tool, which knows nothing of us, says of the objects in the token. */
  List<String> dumpObjects() {
    try (Stream<Path> files = Files.walk(tokens())) {
      return files
          .filter(file -> file.toString().endsWith(".object") && !file.endsWith("token.object"))
          .map(file -> run("softhsm2-dump-file", file.toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(String... command) {
    try {
      return runWith(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String runWith(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0 && !command[0].equals("softhsm2-dump-file")) {
        throw new IllegalStateException(said);
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
