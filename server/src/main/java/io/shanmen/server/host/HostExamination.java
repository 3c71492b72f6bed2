package io.shanmen.server.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** Java, the data folder and the port. */
public final class HostExamination implements Examination {
  private static final int JAVA_NEEDED = 25;
  private static final long DISK_LOW_BYTES = 5L << 30;
  private static final long DISK_FULL_BYTES = 512L << 20;

  @Override
  public List<Finding> examine(Environment settings) {
    Path folder = DataFolder.at(settings);
    Optional<String> holder = DataFolder.holder(folder);
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(folder(folder, holder));
    findings.add(disk(folder));
    findings.add(port(Integer.parseInt(settings.getProperty("server.port", "8443")), holder));
    return findings;
  }

  private static Finding java() {
    String running =
        "%s %s in %s"
            .formatted(
                System.getProperty("java.vendor"),
                Runtime.version(),
                System.getProperty("java.home"));
    return Runtime.version().feature() >= JAVA_NEEDED
        ? Finding.well("Java", running)
        : Finding.bad("Java", running + "; Shanmen needs " + JAVA_NEEDED);
  }

  private static Finding folder(Path folder, Optional<String> holder) {
    if (!Files.exists(folder)) {
      return Finding.well("data folder", folder + " is not there yet; the first start makes it");
    }
    if (!Files.isWritable(folder)) {
      return Finding.bad(
          "data folder", folder + " is not writable for " + System.getProperty("user.name"));
    }
    return Finding.well(
        "data folder",
        folder + holder.map(pid -> ", held by a running server (process " + pid + ")").orElse(""));
  }

  private static Finding disk(Path folder) {
    try {
      FileStore store = Files.getFileStore(nearestExisting(folder.toAbsolutePath()));
      long free = store.getUsableSpace();
      String detail = "%d MB free for the data folder".formatted(free >> 20);
      if (free < DISK_FULL_BYTES) {
        return Finding.bad("disk", detail + ": make room before the database stops");
      }
      return free < DISK_LOW_BYTES
          ? Finding.watch("disk", detail + ", which is little")
          : Finding.well("disk", detail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path nearestExisting(Path path) {
    Path parent = path.getParent();
    return Files.exists(path) || parent == null ? path : nearestExisting(parent);
  }

  private static Finding port(int port, Optional<String> holder) {
    boolean free;
    try (ServerSocket socket = new ServerSocket(port)) {
      free = socket.isBound();
    } catch (IOException taken) {
      free = false;
    }
    if (holder.isPresent()) {
      return free
          ? Finding.watch("port", port + " is free though a server runs: it uses another one")
          : Finding.well("port", port + " is in use, presumably by the running server");
    }
    return free
        ? Finding.well("port", port + " is free")
        : Finding.bad(
            "port",
            port
                + " is taken by another program: stop it, or give Shanmen another one with --shanmen.port=<port>");
  }
}
