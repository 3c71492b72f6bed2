package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What the embedded PostgreSQL keeps on disk: its cluster, and beside it the password, the port and
 * the log.
 */
record PostgresFolder(Path root) {
  private static final int PASSWORD_BYTES = 24;

  /** The cluster itself, PostgreSQL's own "data directory". */
  Path cluster() {
    return root.resolve("cluster");
  }

  /** A cluster in the making; renamed to {@link #cluster} when it is whole. */
  Path unfinishedCluster() {
    return root.resolve("cluster.new");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  Path passwordFile() {
    return root.resolve("password");
  }

  private Path portFile() {
    return root.resolve("port");
  }

  boolean holdsCluster() {
    return Files.exists(cluster().resolve("PG_VERSION"));
  }

  /** The password of both database users, made at the first start. */
  String password() {
    try {
      if (Files.exists(passwordFile())) {
        return Files.readString(passwordFile()).strip();
      }
      if (holdsCluster()) {
        throw new CannotStart(
            "The file %s is missing, without which nobody can sign in to the database beside it: put it back from a backup of the data folder."
                .formatted(passwordFile()));
      }
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      Files.createFile(
          passwordFile(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(passwordFile(), password + "\n");
      return password;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port on loopback: chosen once and kept, unless another program took it meanwhile. */
  int port() {
    try {
      if (Files.exists(portFile())) {
        int port = storedPort();
        if (isFree(port)) {
          return port;
        }
      }
      int port = chooseFreePort();
      Files.writeString(portFile(), port + "\n");
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port on which it was started last. */
  int storedPort() {
    try {
      return Integer.parseInt(Files.readString(portFile()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static int chooseFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
