package io.shanmen.simulators.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dongle (加密狗) for the master key: a PKCS#11 token of SoftHSM2 (Debian's softhsm2) in a folder,
 * which can be pulled out, plugged in again and replaced by a fresh one.
 */
public final class SoftToken {

  public static final String PIN = "864209";

  private static final String SECURITY_OFFICER_PIN = "135790";
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"));

  private final Path folder;
  private int lost;

  private SoftToken(Path folder) {
    this.folder = folder;
  }

  /**
   * A fresh token, plugged in.
   *
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static SoftToken in(Path folder) {
    SoftToken token = new SoftToken(folder);
    try {
      Files.createDirectories(token.slot());
      Files.writeString(
          token.configuration(),
          "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
              .formatted(token.slot()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    token.initialise();
    return token;
  }

  /** The driver that a server is told. */
  public static Path library() {
    return LIBRARIES.stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no SoftHSM2: apt-get install softhsm2"));
  }

  /** What the driver's variable {@code SOFTHSM2_CONF} has to say. */
  public Path configuration() {
    return folder.resolve("softhsm2.conf");
  }

  public void pullOut() {
    try (Stream<Path> inside = Files.list(slot())) {
      Files.move(inside.findFirst().orElseThrow(), pocket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Plugs the one in again that was pulled out. */
  public void plugIn() {
    move(pocket(), slot().resolve("token"));
  }

  /** Loses the one that was pulled out and plugs a fresh one in. */
  public void replace() {
    lost++;
    move(pocket(), folder.resolve("lost-" + lost));
    initialise();
  }

  /** What SoftHSM's own tool, which knows nothing of us, says of the objects in the token. */
  public List<String> dumpObjects() {
    List<String> dumps = new ArrayList<>();
    try (Stream<Path> files = Files.walk(slot())) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".object") && !file.endsWith("token.object")) {
          dumps.add(run(List.of("softhsm2-dump-file", file.toString())).said());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dumps;
  }

  private void initialise() {
    Ended ended =
        run(
            List.of(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label=shanmen",
                "--so-pin=" + SECURITY_OFFICER_PIN,
                "--pin=" + PIN));
    if (ended.status() != 0) {
      throw new IllegalStateException(ended.said());
    }
  }

  private record Ended(int status, String said) {}

  private Ended run(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", configuration().toString());
    try {
      Process process = builder.start();
      byte[] said = process.getInputStream().readAllBytes();
      return new Ended(process.waitFor(), new String(said, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path slot() {
    return folder.resolve("slot");
  }

  private Path pocket() {
    return folder.resolve("pocket");
  }
}
