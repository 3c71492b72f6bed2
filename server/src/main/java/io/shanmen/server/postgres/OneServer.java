package io.shanmen.server.postgres;

import io.shanmen.server.host.CannotStart;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One park has one server: a lock in the database keeps a second one out, wherever it runs. It
 * lives as long as its connection, and so ends with the server, however that ends; after a restart
 * of PostgreSQL it is taken again.
 */
final class OneServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OneServer.class);

  /** "shanmen" as a number; other programs' locks have other ones. */
  private static final long LOCK = 0x7368616E6D656EL;

  /** A killed server's lock goes when its machine closes the connection. */
  private static final Duration PREDECESSOR_LIMIT = Duration.ofSeconds(10);

  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final int ALIVE_LIMIT_SECONDS = 5;

  private final DatabaseAddress address;
  private final Duration lookEvery;
  private final Thread keeper;
  private volatile @Nullable Connection holding;
  private volatile boolean open = true;

  private OneServer(DatabaseAddress address, Connection holding, Duration lookEvery) {
    this.address = address;
    this.holding = holding;
    this.lookEvery = lookEvery;
    this.keeper = Thread.ofPlatform().daemon().name("one-server").start(this::keep);
  }

  /**
   * Takes the park's database for this server.
   *
   * @throws CannotStart if another server has it
   */
  static OneServer claim(DatabaseAddress address) {
    return claim(address, LOOK_EVERY);
  }

  /** The same, looking so often whether it is still this server's. */
  static OneServer claim(DatabaseAddress address, Duration lookEvery) {
    long deadline = System.nanoTime() + PREDECESSOR_LIMIT.toNanos();
    try {
      while (true) {
        Connection claimed = tryToClaim(address);
        if (claimed != null) {
          return new OneServer(address, claimed, lookEvery);
        }
        if (System.nanoTime() > deadline) {
          throw new CannotStart(
              "Another Shanmen server is running on the database %s, and a park has one: stop it first."
                  .formatted(address));
        }
        Pause.of(RETRY);
      }
    } catch (SQLException e) {
      throw new CannotStart(
          "The database (%s) cannot be used: %s".formatted(address, e.getMessage()), e);
    }
  }

  private static @Nullable Connection tryToClaim(DatabaseAddress address) throws SQLException {
    Connection connection =
        DriverManager.getConnection(address.url(), address.user(), address.password());
    boolean claimed = false;
    try (Statement statement = connection.createStatement()) {
      // Where a whole machine dies, PostgreSQL shall notice within half a minute.
      statement.execute("SET tcp_keepalives_idle = 10");
      statement.execute("SET tcp_keepalives_interval = 5");
      statement.execute("SET tcp_keepalives_count = 4");
      try (ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
        row.next();
        claimed = row.getBoolean(1);
      }
      return claimed ? connection : null;
    } finally {
      if (!claimed) {
        connection.close();
      }
    }
  }

  private void keep() {
    try {
      while (open) {
        Thread.sleep(lookEvery);
        look();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not while it is given back: it would be taken again for ever. */
  private synchronized void look() {
    if (open && !isHolding()) {
      giveBack();
      claimAgain();
    }
  }

  private boolean isHolding() {
    Connection now = holding;
    try {
      return now != null && now.isValid(ALIVE_LIMIT_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private void claimAgain() {
    try {
      holding = tryToClaim(address);
      if (holding == null) {
        LOG.error("Another server has taken the database {}: stop one of the two", address);
      }
    } catch (SQLException away) {
      LOG.warn("The database is away: {}", away.getMessage());
    }
  }

  @Override
  public void close() {
    open = false;
    keeper.interrupt();
    giveBack();
  }

  /** Also a connection that only seems dead may hold the lock as long as nobody closes it. */
  private synchronized void giveBack() {
    Connection now = holding;
    holding = null;
    if (now != null) {
      try {
        now.close();
      } catch (SQLException gone) {
        LOG.debug("The lock went with its connection", gone);
      }
    }
  }
}
