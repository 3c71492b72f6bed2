package io.shanmen.server.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;

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
        .isInstanceOf(GroupCommit.Overloaded.class)
        .satisfies(tells(FoundationProblem.OVERLOADED));
    assertThat(total()).isEqualTo(5);
  }

  @Test
  void whenTheConnectionIsLostAtTheCommitACommandIsWrittenOnceAndAnswered() throws Exception {
    AtomicInteger losses = new AtomicInteger(2);
    GroupCommit.Ground lossy =
        new GroupCommit.Ground(
            new LosesConnections(ground.transactions(), losses), ground.meters());
    // Each key is written once: a command that is known has the answer of the first time.
    GroupCommit.Handler<Add, Integer> once =
        commands -> {
          jdbc.sql(
                  """
                  INSERT INTO foundation.group_commit_it (key, total)
                  SELECT * FROM unnest(?::int[], ?::int[]) ON CONFLICT DO NOTHING
                  """)
              .params(
                  commands.stream().map(Add::key).toArray(Integer[]::new),
                  commands.stream().map(Add::amount).toArray(Integer[]::new))
              .update();
          return commands.stream().map(Add::amount).toList();
        };
    try (GroupCommit<Add, Integer> commit = lossy.start("lossy", usual(), Add::key, once)) {
      assertThat(commit.submit(new Add(1_000, 7))).isEqualTo(7);
      losses.set(1);
      List<Future<Integer>> results =
          inParallel(IntStream.range(0, 40).mapToObj(i -> new Add(i, 1)).toList(), commit::submit);
      assertThat(results).allSatisfy(result -> assertThat(result.resultNow()).isEqualTo(1));
    }
    assertThat(total()).isEqualTo(47);
  }

  @Test
  void commandsWithOneKeyAreNeverWrittenAtTheSameTime() throws Exception {
    Set<Integer> atWork = ConcurrentHashMap.newKeySet();
    ConcurrentLinkedQueue<Integer> doubled = new ConcurrentLinkedQueue<>();
    GroupCommit.Limits three = new GroupCommit.Limits(10_000, 8, 3, Duration.ofSeconds(30));
    GroupCommit.Handler<Add, Integer> watched =
        commands -> {
          commands.stream().map(Add::key).filter(key -> !atWork.add(key)).forEach(doubled::add);
          List<Integer> written = write(commands);
          commands.stream().map(Add::key).forEach(atWork::remove);
          return written;
        };
    try (GroupCommit<Add, Integer> commit = ground.start("keys", three, Add::key, watched)) {
      inParallel(IntStream.range(0, 600).mapToObj(i -> new Add(i % 3, 1)).toList(), commit::submit);
    }
    assertThat(doubled).isEmpty();
    assertThat(total()).isEqualTo(600);
  }

  @Test
  void commandsWithOneKeyFollowOneAnotherThroughWritersThatShareTheirOrder() throws Exception {
    KeyOrder order = new KeyOrder();
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();
    GroupCommit.Handler<Add, Integer> slow =
        commands -> {
          writing.countDown();
          await(released);
          written.add("first");
          return write(commands);
        };
    GroupCommit.Handler<Add, Integer> quick =
        commands -> {
          commands.forEach(command -> written.add(command.key() == 1 ? "second" : "another"));
          return write(commands);
        };
    try (GroupCommit<Add, Integer> one = ground.start("one", usual(), Add::key, order, slow);
        GroupCommit<Add, Integer> two = ground.start("two", usual(), Add::key, order, quick);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      callers.submit(() -> one.submit(new Add(1, 1)));
      await(writing);
      Future<Integer> behind = callers.submit(() -> two.submit(new Add(1, 1)));
      two.submit(new Add(2, 1));

      assertThat(written).containsExactly("another");
      released.countDown();
      assertThat(behind).succeedsWithin(Duration.ofSeconds(10));
    }
    assertThat(written).containsExactly("another", "first", "second");
    assertThat(total()).isEqualTo(3);
  }

  @Test
  void whoWithdrawsOrIsTurnedAwayKeepsNobodyWithTheSameKeyWaiting() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    GroupCommit.Limits tight = new GroupCommit.Limits(1, 1, 1, Duration.ofSeconds(20));
    try (GroupCommit<Add, Integer> commit =
            ground.start(
                "tight",
                tight,
                Add::key,
                commands -> {
                  writing.countDown();
                  await(released);
                  return write(commands);
                });
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = callers.submit(() -> commit.submit(new Add(1, 1)));
      await(writing);
      assertThat(refusalOfTheImpatient(commit)).contains("no writer took the command");
      FutureTask<Integer> waiting = new FutureTask<>(() -> commit.submit(new Add(3, 1)));
      Thread waitingThere = Thread.ofPlatform().start(waiting);
      while (waitingThere.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
      assertThat(refusalOfTheImpatient(commit)).contains("commands wait");
      released.countDown();
      assertThat(first).succeedsWithin(Duration.ofSeconds(10));
      assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));

      assertThat(commit.submit(new Add(2, 1))).isEqualTo(1);
    }
  }

  /** A caller with key 2 who is interrupted before anybody can take its command. */
  private static String refusalOfTheImpatient(GroupCommit<Add, Integer> commit) {
    Thread.currentThread().interrupt();
    try {
      return Objects.requireNonNull(
          catchThrowableOfType(GroupCommit.Overloaded.class, () -> commit.submit(new Add(2, 1)))
              .getMessage());
    } finally {
      Thread.interrupted();
    }
  }

  /** A set that waits for somebody else's row must not keep everybody from passing a gate. */
  @Test
  void whereOneWriterStandsStillAnotherStepsIn() throws Exception {
    CountDownLatch standing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    GroupCommit.Limits two = new GroupCommit.Limits(10, 8, 2, Duration.ofSeconds(20));
    try (GroupCommit<Add, Integer> commit =
            ground.start(
                "standstill",
                two,
                Add::key,
                commands -> {
                  if (commands.getFirst().key() == 0) {
                    standing.countDown();
                    await(released);
                  }
                  return write(commands);
                });
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> stuck = callers.submit(() -> commit.submit(new Add(0, 1)));
      await(standing);

      commit.submit(new Add(1, 1));

      assertThat(stuck.isDone()).isFalse();
      released.countDown();
      stuck.get();
    }
    assertThat(total()).isEqualTo(2);
  }

  /** However many wait for the one that stands still, and nobody with another key is among them. */
  @Test
  void thoseWhoWaitForTheirKeyKeepNobodyElseWaiting() throws Exception {
    CountDownLatch standing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    GroupCommit.Limits small = new GroupCommit.Limits(20, 2, 2, Duration.ofSeconds(20));
    try (GroupCommit<Add, Integer> commit =
            ground.start(
                "jam",
                small,
                Add::key,
                commands -> {
                  if (commands.getFirst().key() == 0 && standing.getCount() > 0) {
                    standing.countDown();
                    await(released);
                  }
                  return write(commands);
                });
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> jam = new ArrayList<>();
      jam.add(callers.submit(() -> commit.submit(new Add(0, 1))));
      await(standing);
      for (int i = 0; i < 6; i++) {
        jam.add(callers.submit(() -> commit.submit(new Add(0, 1))));
      }

      for (int i = 0; i < 5; i++) {
        assertThat(callers.submit(() -> commit.submit(new Add(1, 1))))
            .succeedsWithin(Duration.ofSeconds(10));
      }

      released.countDown();
      for (Future<Integer> one : jam) {
        assertThat(one).succeedsWithin(Duration.ofSeconds(10));
      }
    }
    assertThat(total()).isEqualTo(12);
  }

  @Test
  void whoHasItsAnswerIsOutOfTheWayOfTheNextWithItsKey() {
    KeyOrder order = new KeyOrder();
    try (GroupCommit<Add, Integer> commit =
        ground.start("order", usual(), Add::key, order, this::write)) {
      for (int i = 0; i < 300; i++) {
        commit.submit(new Add(1, 1));
        Object next = new Object();
        order.enter(1, next);
        assertThat(order.isFirst(1, next)).isTrue();
        order.leave(1, next);
      }
    }
  }

  @Test
  void whoLosesPatienceHearsWhetherSomethingMayStillBeWritten() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    GroupCommit.Limits hasty = new GroupCommit.Limits(5, 1, 1, Duration.ofMillis(300));
    try (GroupCommit<Add, Integer> commit =
            ground.start(
                "hasty",
                hasty,
                Add::key,
                commands -> {
                  writing.countDown();
                  await(gate);
                  return write(commands);
                });
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> taken = callers.submit(() -> commit.submit(new Add(1, 1)));
      await(writing);
      assertThatThrownBy(() -> commit.submit(new Add(2, 1)))
          .isInstanceOf(GroupCommit.Overloaded.class);
      assertThat(taken)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(GroupCommit.OutcomeUnknown.class)
          .havingCause()
          .satisfies(tells(FoundationProblem.OUTCOME_UNKNOWN));
      gate.countDown();
      commit.close();
    }
    // The first was written all the same, the second never.
    assertThat(total()).isEqualTo(1);
  }

  @Test
  void anInterruptedCallerWithdrawsWhatNobodyHasTaken() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    GroupCommit.Limits slow = new GroupCommit.Limits(5, 1, 1, Duration.ofSeconds(20));
    AtomicReference<Throwable> heard = new AtomicReference<>();
    try (GroupCommit<Add, Integer> commit =
        ground.start(
            "interrupted",
            slow,
            Add::key,
            commands -> {
              writing.countDown();
              await(gate);
              return write(commands);
            })) {
      Thread first = Thread.ofVirtual().start(() -> commit.submit(new Add(1, 1)));
      await(writing);
      Thread second =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      commit.submit(new Add(2, 1));
                    } catch (GroupCommit.Overloaded e) {
                      heard.set(e);
                    }
                  });
      second.interrupt();
      second.join();
      gate.countDown();
      first.join();
    }
    assertThat(heard.get()).isInstanceOf(GroupCommit.Overloaded.class);
    assertThat(total()).isEqualTo(1);
  }

  @Test
  void aCommandThatComesWhileTheWritersStopIsWrittenOrTurnedAway() throws Exception {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger turnedAway = new AtomicInteger();
    GroupCommit<Add, Integer> commit = start(usual(), Add::key);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        Add add = new Add(i, 1);
        callers.execute(
            () -> {
              try {
                commit.submit(add);
                done.incrementAndGet();
              } catch (GroupCommit.Overloaded e) {
                turnedAway.incrementAndGet();
              }
            });
        if (i == 250) {
          callers.execute(commit::close);
        }
      }
    }
    assertThat(done.get() + turnedAway.get()).isEqualTo(500);
    assertThat(total()).isEqualTo(done.get());
  }

  /** Commits, and then says that the connection was lost. */
  private record LosesConnections(PlatformTransactionManager real, AtomicInteger losses)
      implements PlatformTransactionManager {

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
      return real.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus status) {
      real.commit(status);
      if (losses.getAndDecrement() > 0) {
        throw new TransactionSystemException("the connection was lost at the commit");
      }
    }

    @Override
    public void rollback(TransactionStatus status) {
      real.rollback(status);
    }
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

  /** What the caller is told of it over HTTP. */
  private static Consumer<Throwable> tells(FoundationProblem problem) {
    return thrown -> assertThat(Failures.refusalOf((Exception) thrown).code()).isEqualTo(problem);
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
