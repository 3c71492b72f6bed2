package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkIT
class GroupCommitIT {

  private record Add(int key, int amount) {}

  private final GroupCommit.Ground ground;
  private final JdbcClient jdbc;
  private final ConcurrentLinkedQueue<List<Add>> sets = new ConcurrentLinkedQueue<>();

  @Autowired
  GroupCommitIT(GroupCommit.Ground ground, JdbcClient jdbc) {
    this.ground = ground;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void aTableOfSums() {
    jdbc.sql("CREATE TABLE foundation.group_commit_it (key int PRIMARY KEY, total int NOT NULL)")
        .update();
  }

  @AfterEach
  void noTable() {
    jdbc.sql("DROP TABLE foundation.group_commit_it").update();
  }

  @Test
  void manyCommandsShareFewTransactionsAndNoneIsLost() throws Exception {
    try (GroupCommit<Add, Integer> commit = start(usual(), Add::key)) {
      inParallel(
          IntStream.range(0, 2_000).mapToObj(i -> new Add(i % 50, 1)).toList(), commit::submit);
      commit.close();
    }
    assertThat(total()).isEqualTo(2_000);
    assertThat(sets.size()).isLessThan(2_000);
    assertThat(sets)
        .allSatisfy(set -> assertThat(set).extracting(Add::key).doesNotHaveDuplicates());
  }

  @Test
  void oneBadCommandFailsAloneAndItsNeighboursAreWritten() throws Exception {
    try (GroupCommit<Add, Integer> commit = start(usual(), Add::key)) {
      List<Add> commands =
          new ArrayList<>(IntStream.range(0, 40).mapToObj(i -> new Add(i, 1)).toList());
      commands.add(new Add(99, -1));
      List<Future<Integer>> results = inParallel(commands, commit::submit);
      Set<Integer> failed = new HashSet<>();
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i).state() == Future.State.FAILED) {
          failed.add(commands.get(i).key());
        }
      }
      assertThat(failed).containsExactly(99);
    }
    assertThat(total()).isEqualTo(40);
  }

  @Test
  void aFullQueueTurnsCommandsAwayAndWritesNothingOfThem() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    GroupCommit.Limits small = new GroupCommit.Limits(2, 1, 1, Duration.ofSeconds(20));
    try (GroupCommit<Add, Integer> commit =
            ground.start(
                "small",
                small,
                Add::key,
                commands -> {
                  writing.countDown();
                  await(gate);
                  return write(commands);
                });
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> accepted = new ArrayList<>();
      accepted.add(callers.submit(() -> commit.submit(new Add(0, 1))));
      await(writing);
      for (int i = 1; i < 10; i++) {
        Add add = new Add(i, 1);
        accepted.add(callers.submit(() -> commit.submit(add)));
      }
      // One is being written and two wait; the other seven are turned away at once.
      long turnedAway = 0;
      while (turnedAway < 7) {
        turnedAway = accepted.stream().filter(f -> f.state() == Future.State.FAILED).count();
        Thread.onSpinWait();
      }
      gate.countDown();
      for (Future<Integer> result : accepted) {
        if (result.state() == Future.State.FAILED) {
          assertThat(result.exceptionNow()).isInstanceOf(GroupCommit.Overloaded.class);
        } else {
          assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
      }
    }
    assertThat(total()).isEqualTo(3);
  }

  @Test
  void closingWritesWhatWaitsAndTurnsAwayWhatComesAfter() {
    GroupCommit<Add, Integer> commit = start(usual(), Add::key);
    assertThat(commit.submit(new Add(1, 5))).isEqualTo(5);
    commit.close();
    assertThatThrownBy(() -> commit.submit(new Add(1, 1)))
        .isInstanceOf(GroupCommit.Overloaded.class);
    assertThat(total()).isEqualTo(5);
  }

  private GroupCommit<Add, Integer> start(
      GroupCommit.Limits limits, java.util.function.Function<Add, ?> key) {
    return ground.start("sums", limits, key, this::write);
  }

  private static GroupCommit.Limits usual() {
    return GroupCommit.Limits.usual();
  }

  private List<Integer> write(List<Add> commands) {
    sets.add(commands);
    jdbc.sql(
            """
            INSERT INTO foundation.group_commit_it AS t (key, total)
            SELECT * FROM unnest(?::int[], ?::int[])
            ON CONFLICT (key) DO UPDATE SET total = t.total + excluded.total
            """)
        .params(
            commands.stream().map(Add::key).toArray(Integer[]::new),
            commands.stream().map(Add::amount).toArray(Integer[]::new))
        .update();
    if (commands.stream().anyMatch(add -> add.amount() < 0)) {
      throw new IllegalArgumentException("a bad command");
    }
    return commands.stream().map(Add::amount).toList();
  }

  private static void await(CountDownLatch gate) {
    try {
      assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Future<Integer>> inParallel(
      List<Add> commands, java.util.function.Function<Add, Integer> submit)
      throws InterruptedException {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> results = new ArrayList<>();
      for (Add command : commands) {
        results.add(callers.submit(() -> submit.apply(command)));
      }
      callers.shutdown();
      assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      return results;
    }
  }

  private int total() {
    return jdbc.sql("SELECT coalesce(sum(total), 0) FROM foundation.group_commit_it")
        .query(Integer.class)
        .single();
  }
}
