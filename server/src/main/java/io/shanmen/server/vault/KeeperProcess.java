package io.shanmen.server.vault;

import io.shanmen.server.vault.TokenKeeper.Answer;
import io.shanmen.server.vault.TokenKeeper.Task;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A running {@link TokenKeeper}, from the server's side. */
final class KeeperProcess implements AutoCloseable {

  /** The word by which the server's program becomes the keeper. */
  static final String WORD = "token-keeper";

  /** A driver that needs longer hangs. */
  private static final int PATIENCE_SECONDS = 10;

  /** By name: the rooms do not know the house. */
  private static final String PROGRAM = "io.shanmen.server.ShanmenServer";

  /** What the keeper answered. */
  record Reply(Answer answer, byte[] content) {}

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;

  private KeeperProcess(Process process) {
    this.process = process;
    this.out = new DataOutputStream(process.getOutputStream());
    this.in = new DataInputStream(process.getInputStream());
  }

  static KeeperProcess start(@Nullable Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    String classes = System.getProperty("java.class.path");
    if (isOneJar(classes)) {
      command.addAll(List.of("-jar", classes, WORD));
    } else {
      command.addAll(List.of("-cp", classes, PROGRAM, WORD));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    if (environment != null) {
      builder.environment().putAll(environment);
    }
    return new KeeperProcess(builder.start());
  }

  private static boolean isOneJar(String classes) {
    return classes.endsWith(".jar") && !classes.contains(System.getProperty("path.separator"));
  }

  /** Asks and waits; a keeper that is gone or hangs is failing. */
  Reply ask(Task task, byte[] first, byte[] second) {
    FutureTask<Reply> asking = new FutureTask<>(() -> exchange(task, first, second));
    Thread.ofPlatform().daemon().name("token-keeper").start(asking);
    try {
      return asking.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return new Reply(Answer.FAILING, new byte[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply(Answer.FAILING, new byte[0]);
    }
  }

  private Reply exchange(Task task, byte[] first, byte[] second) throws IOException {
    out.writeByte(task.ordinal());
    TokenKeeper.write(out, first);
    TokenKeeper.write(out, second);
    out.flush();
    Answer answer = Answer.values()[in.readByte()];
    return new Reply(answer, TokenKeeper.read(in));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
