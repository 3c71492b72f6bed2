package io.shanmen.systemtests;

import io.shanmen.simulators.demo.Child;
import io.shanmen.simulators.demo.ServerProgram;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The programs as this build made them. The server is laid out for quick starts once, as {@code
 * ./shanmen} does it (docs/decisions/0010-a-start-remembered.md): the tests start it some thirty
 * times.
 */
public final class BuiltPrograms {

  private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
  private static final Path BUILT_SERVER = HOUSE.resolve("server/target/shanmen-server-app.jar");
  private static final Path QUICK = Path.of("target", "quick-server").toAbsolutePath();
  private static final Path LOCK = Path.of("target", "quick-server.lock");
  private static final Path QUICK_SERVER = QUICK.resolve("shanmen-server-app.jar");
  private static final Duration LAYING_OUT_LIMIT = Duration.ofMinutes(3);

  private static @Nullable Path server;

  private BuiltPrograms() {}

  /** The gate's runnable jar. */
  public static Path gate() {
    return HOUSE.resolve("gate/target/shanmen-gate.jar");
  }

  /** The server's runnable jar, with a memory of its start beside it. */
  public static synchronized Path server() throws IOException {
    Path known = server;
    if (known == null) {
      known = isLaidOutByOne() ? QUICK_SERVER : BUILT_SERVER;
      server = known;
    }
    return known;
  }

  /** One JVM lays it out, others wait for it. */
  private static boolean isLaidOutByOne() throws IOException {
    try (FileChannel channel =
            FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock oneJvmAtATime = channel.lock()) {
      assert oneJvmAtATime.isValid();
      return isLaidOut() || layOut();
    }
  }

  /** Of which build, for which JDK, and where: a layout is good for nothing else. */
  private static String mark() throws IOException {
    return String.join(
        "\n",
        QUICK.toString(),
        System.getProperty("java.home"),
        System.getProperty("java.vm.version"),
        Files.getLastModifiedTime(BUILT_SERVER).toString());
  }

  private static boolean isLaidOut() throws IOException {
    Path made = QUICK.resolve("made");
    return Files.exists(made) && Files.readString(made).equals(mark());
  }

  private static boolean layOut() throws IOException {
    TestPark.deleteRecursively(QUICK);
    Files.createDirectories(QUICK);
    boolean done =
        run(
                "-Djarmode=tools",
                "-jar",
                BUILT_SERVER.toString(),
                "extract",
                "--force",
                "--destination",
                QUICK.toString())
            && run(
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:AOTCacheOutput=" + ServerProgram.cacheOf(QUICK_SERVER),
                "-Dspring.context.exit=onRefresh",
                "-jar",
                QUICK_SERVER.toString(),
                "serve",
                "--shanmen.data=" + QUICK.resolve("park"),
                "--shanmen.port=0",
                "--shanmen.db.url=");
    if (done) {
      Files.writeString(QUICK.resolve("made"), mark());
    }
    return done;
  }

  private static boolean run(String... arguments) throws IOException {
    try (Child child = Child.java("quick-server", QUICK.resolve("quick.log"), List.of(arguments))) {
      return child.onEnd().get(LAYING_OUT_LIMIT.toSeconds(), TimeUnit.SECONDS) == 0;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
