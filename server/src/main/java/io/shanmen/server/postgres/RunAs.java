package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL, which refuses to run as root, runs on this machine.
 *
 * <p>An ordinary user starts it as it is. Root starts it in a user namespace of its own: there it
 * is nobody, while its files stay root's. Where the kernel forbids that (containers often do), or
 * where the cluster belongs to somebody else, it runs as that user or as nobody.
 */
sealed interface RunAs {
  int ROOT = 0;

  /** The overflow user "nobody" of every Linux. */
  int NOBODY = 65534;

  /** As the user who started the server. */
  record Itself() implements RunAs {}

  /** Root, in a user namespace. */
  record InUserNamespace() implements RunAs {}

  /** Root became another user, to whom the cluster belongs. */
  record OtherUser(int userId, int groupId) implements RunAs {}

  /** The words before a command that make it run so. */
  default List<String> prefix() {
    return switch (this) {
      case Itself() -> List.of();
      case InUserNamespace() -> List.of("unshare", "-U");
      case OtherUser(int userId, int groupId) ->
          List.of(
              "setpriv",
              "--reuid=" + userId,
              "--regid=" + groupId,
              "--clear-groups",
              "--no-new-privs");
    };
  }

  /** A command with this prefix. */
  default List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(prefix());
    all.addAll(command);
    return List.copyOf(all);
  }

  /**
   * Chooses for a folder whose owner, if it holds a cluster, must be able to go on using it.
   *
   * @throws CannotStart with what to do where nothing works
   */
  static RunAs choose(PostgresFolder folder) {
    Path owned = folder.holdsCluster() ? folder.cluster() : folder.root();
    int me = owner(Path.of("/proc/self"));
    int owner = owner(owned);
    if (me != ROOT) {
      if (owner != me) {
        throw new CannotStart(
            "The database in %s belongs to %s: start Shanmen as that user, or hand it over (as root) with: chown -R %s '%s'"
                .formatted(
                    owned, ownerName(owned), System.getProperty("user.name"), folder.root()));
      }
      return new Itself();
    }
    if (owner != ROOT) {
      return checked(new OtherUser(owner, group(owned)), folder);
    }
    if (works(new InUserNamespace(), List.of("true"))) {
      return new InUserNamespace();
    }
    return checked(new OtherUser(NOBODY, NOBODY), folder);
  }

  private static RunAs checked(OtherUser other, PostgresFolder folder) {
    if (!works(other, List.of("true"))) {
      throw new CannotStart(
          "PostgreSQL refuses to run as root, and neither `unshare -U` nor `setpriv` works here: start Shanmen as an ordinary user (as root: useradd -m shanmen; chown -R shanmen '%s'), or name a PostgreSQL with --shanmen.db.url."
              .formatted(folder.root().getParent()));
    }
    if (!works(other, List.of("test", "-x", folder.root().toString()))) {
      throw new CannotStart(
          "PostgreSQL refuses to run as root, and the user %d as whom it would run cannot reach %s: choose a data folder below folders that everybody may enter, such as --shanmen.data=/var/lib/shanmen, or start Shanmen as an ordinary user."
              .formatted(other.userId(), folder.root()));
    }
    return other;
  }

  private static boolean works(RunAs as, List<String> command) {
    return Command.run(as.command(command)).succeeded();
  }

  /** Gives files made by root to the user as whom PostgreSQL runs. */
  default void own(Path file) {
    if (this instanceof OtherUser(int userId, int groupId)) {
      try {
        Files.setAttribute(file, "unix:uid", userId);
        Files.setAttribute(file, "unix:gid", groupId);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static int owner(Path path) {
    return attribute(path, "unix:uid");
  }

  private static int group(Path path) {
    return attribute(path, "unix:gid");
  }

  private static int attribute(Path path, String name) {
    try {
      return (Integer) Files.getAttribute(path, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ownerName(Path path) {
    try {
      return Files.getOwner(path).getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
