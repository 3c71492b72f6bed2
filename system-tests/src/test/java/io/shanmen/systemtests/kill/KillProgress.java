package io.shanmen.systemtests.kill;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** How far the long run is, in a file that outlives whoever runs it. */
final class KillProgress {

  private final Path file;
  private final Properties sums = new Properties();

  private KillProgress(Path file) {
    this.file = file;
  }

  static KillProgress in(Path file) throws IOException {
    KillProgress progress = new KillProgress(file);
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        progress.sums.load(reader);
      }
    }
    return progress;
  }

  int kills() {
    int kills = 0;
    for (Victim victim : Victim.values()) {
      kills += sum(victim.name());
    }
    return kills;
  }

  /** Adds a batch in which nothing was lost. */
  void add(KillRun.Result batch) throws IOException {
    batch.kills().forEach((victim, kills) -> add(victim.name(), kills));
    add("batches", 1);
    add("sales", batch.sales());
    add("refunds", batch.refunds());
    add("closes", batch.closes());
    add("epochs", batch.epochs());
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (Writer writer = Files.newBufferedWriter(fresh)) {
      sums.store(writer, "kills without a loss");
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void add(String what, int more) {
    sums.setProperty(what, Integer.toString(sum(what) + more));
  }

  private int sum(String what) {
    return Integer.parseInt(sums.getProperty(what, "0"));
  }

  @Override
  public String toString() {
    return kills() + " kills: " + sums;
  }
}
