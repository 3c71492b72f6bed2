package io.shanmen.bench;

import io.shanmen.simulators.demo.DemoOptions;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What every section works with.
 *
 * @param programs the programs that are measured
 * @param folder for what is thrown away after the run; on the disk of the database
 * @param kept for what later runs use again
 * @param time how long each figure is measured
 * @param tickets how many tickets the grown park has
 */
record Ground(
    DemoOptions.Programs programs,
    Path folder,
    Path kept,
    Duration time,
    long tickets,
    Report report) {

  /** The numbers of clients of each table. */
  static final int[] CLIENTS = {1, 16, 64, 256};

  /** As many clients as a large park has windows and gates together. */
  static final int BUSY_CLIENTS = 64;

  Load load(int clients) {
    return new Load(clients, time.dividedBy(2), time);
  }
}
