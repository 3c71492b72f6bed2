package io.shanmen.bench;

import java.time.Duration;

/**
 * Brings a server to the pace that it keeps: under load until no round is clearly better than the
 * best before it, so that its busy paths are compiled; then a checkpoint, so that PostgreSQL writes
 * its log into files that are there, as it does in a park that has run for a while. Making a new
 * one stops every commit for as long as the disk needs for 16 MB.
 */
final class WarmUp {

  private static final Duration ROUND = Duration.ofSeconds(8);
  private static final int LEAST_ROUNDS = 5;
  private static final int MOST_ROUNDS = 12;
  private static final double CLEARLY_BETTER = 1.02;

  private WarmUp() {}

  /** One round of load. */
  interface Round {
    Figure run(Load load) throws Exception;
  }

  /** Loads until the pace is steady; gives the figure of the first seconds. */
  static Figure untilSteady(BenchPark park, Round round) throws Exception {
    Load load = new Load(Ground.BUSY_CLIENTS, Duration.ZERO, ROUND);
    Figure first = round.run(load);
    long best = first.perSecond();
    boolean better = true;
    for (int done = 1; done < LEAST_ROUNDS || better && done < MOST_ROUNDS; done++) {
      long now = round.run(load).perSecond();
      better = now > best * CLEARLY_BETTER;
      best = Math.max(best, now);
    }
    park.checkpoint();
    return first;
  }
}
