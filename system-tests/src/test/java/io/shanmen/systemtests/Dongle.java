package io.shanmen.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dongle for the master key: a token of SoftHSM2 (Debian's softhsm2) in a folder, which can be
 * pulled out, plugged in, replaced, and given with a wrong PIN.
 */
final class Dongle {

  private static final String PIN = "864209";

  private static final List<Path> DRIVERS =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"));

  private final Path folder;

  private Dongle(Path folder) {
    this.folder = folder;
  }

  /** A fresh one, plugged in. */
  static Dongle in(Path folder) throws IOException, InterruptedException {
    Dongle dongle = new Dongle(folder);
    Files.createDirectories(dongle.slot());
    Files.writeString(
        dongle.configuration(),
        "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
            .formatted(dongle.slot()));
    dongle.tellPin(true);
    dongle.initialise();
    return dongle;
  }

  /** What a server is told to find it. */
  List<String> settings() {
    Path driver = DRIVERS.stream().filter(Files::exists).findFirst().orElseThrow();
    return List.of(
        "--shanmen.keys.token.library=" + driver,
        "--shanmen.keys.token.pin-file=" + pinFile(),
        "--shanmen.keys.token.environment.SOFTHSM2_CONF=" + configuration());
  }

  /** Writes the PIN where the server reads it, or another one. */
  void tellPin(boolean right) throws IOException {
    Files.writeString(pinFile(), right ? PIN : "000000");
  }

  void pullOut() throws IOException {
    try (Stream<Path> inside = Files.list(slot())) {
      Files.move(inside.findFirst().orElseThrow(), pocket());
    }
  }

  void plugIn() throws IOException {
    Files.move(pocket(), slot().resolve("token"));
  }

  /** Loses the one that was pulled out and plugs a fresh one in. */
  void replace() throws IOException, InterruptedException {
    Files.move(pocket(), folder.resolve("lost"));
    initialise();
  }

  private void initialise() throws IOException, InterruptedException {
    ProcessBuilder tool =
        new ProcessBuilder(
            List.of(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label=shanmen",
                "--so-pin=135790",
                "--pin=" + PIN));
    tool.environment().put("SOFTHSM2_CONF", configuration().toString());
    Process process = tool.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  private Path slot() {
    return folder.resolve("slot");
  }

  private Path pocket() {
    return folder.resolve("pocket");
  }

  private Path pinFile() {
    return folder.resolve("pin");
  }

  private Path configuration() {
    return folder.resolve("softhsm2.conf");
  }
}
