package io.shanmen.server.foundation;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Commits the commands of many requests together: they queue, and a writer takes all that wait and
 * writes them with set-based statements in one transaction. With one command waiting it commits
 * one, so that a quiet hour is not slower; with many waiting the cost of a commit, and of a hot
 * row, is shared.
 *
 * <p>Two commands with the same key never share a set, nor are they written at the same time: the
 * later one waits, so that a handler may rely on distinct keys. A set that fails unexpectedly is
 * tried again one by one, so that one bad command fails alone; the failure reaches the caller whose
 * command it was. When the connection is lost at the commit nobody knows whether the set was
 * written: so a handler must know a command that it has written before, and give the same answer
 * again.
 *
 * @param <C> a command
 * @param <R> its result; a refusal is a result, not an exception
 */
public final class GroupCommit<C, R> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** What a handler does with a set: exactly one result for each command, in the same order. */
  public interface Handler<C, R> {
    List<R> commit(List<C> commands);
  }

  /**
   * How much waits, how much is written at once, by how many writers, and how long a caller waits.
   *
   * @param queueLimitCommands more than so many waiting commands are turned away
   * @param setLimitCommands at most so many commands share a transaction
   * @param writers threads, each with one connection at a time; they take turns, and one steps in
   *     where another stands still
   * @param patience how long a caller waits for the result
   */
  public record Limits(
      int queueLimitCommands, int setLimitCommands, int writers, Duration patience) {

    /** Fits a park on a small machine. */
    public static Limits usual() {
      return new Limits(10_000, 256, 2, Duration.ofSeconds(30));
    }
  }

  /** Too many commands wait, or the writers are gone: try again later. Nothing was written. */
  public static final class Overloaded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overloaded(String message) {
      super(message);
    }
  }

  /**
   * The command was taken and nobody knows yet what became of it. The same command again has the
   * same answer.
   */
  public static final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknown(String message) {
      super(message);
    }
  }

  /**
   * When the database fails a command that is alone it is tried again after these pauses. They are
   * longer than a pool trusts a connection that it does not look at.
   */
  private static final List<Duration> PAUSES_BEFORE_NEW_TRIES =
      List.of(Duration.ofMillis(50), Duration.ofMillis(700));

  /**
   * A writer that has waited so long for its turn goes on without: the one before it stands still,
   * perhaps before a row that somebody else holds.
   */
  private static final Duration TURN_AFTER = Duration.ofMillis(100);

  /** How often it is looked for callers whose patience is over, in parts of the patience. */
  private static final int LOOKS_WITHIN_PATIENCE = 100;

  private record Waiting<C, R>(C command, Object key, CompletableFuture<R> result, long since) {
    boolean isLongerThan(Duration patience) {
      return System.nanoTime() - since > patience.toNanos();
    }
  }

  private final String name;
  private final Limits limits;
  private final Function<? super C, ?> key;
  private final Handler<C, R> handler;
  private final TransactionTemplate transaction;
  private final DistributionSummary setSizes;
  private final BlockingQueue<Waiting<C, R>> queue;
  private final List<Thread> writers = new ArrayList<>();

  /**
   * Everybody who has not been answered, and some who have. A caller waits without a limit of its
   * own: for a virtual thread that would wake the timer's thread twice, which costs more than a
   * command.
   */
  private final Queue<Waiting<C, R>> callers = new ConcurrentLinkedQueue<>();

  private final KeyOrder order;

  /** Held by the writer that is writing: what comes meanwhile makes the next set larger. */
  private final Semaphore turn = new Semaphore(1, true);

  private volatile boolean open = true;

  private GroupCommit(
      String name,
      Limits limits,
      Function<? super C, ?> key,
      KeyOrder order,
      Handler<C, R> handler,
      Ground ground) {
    this.name = name;
    this.limits = limits;
    this.key = key;
    this.order = order;
    this.handler = handler;
    this.transaction = new TransactionTemplate(ground.transactions());
    this.setSizes =
        DistributionSummary.builder("shanmen.groupcommit.set")
            .description("commands that shared one transaction")
            .tag("writer", name)
            .register(ground.meters());
    this.queue = new ArrayBlockingQueue<>(limits.queueLimitCommands());
  }

  /** What every writer stands on. */
  public record Ground(PlatformTransactionManager transactions, MeterRegistry meters) {

    /**
     * Starts the writers.
     *
     * @param name names the threads and the figures, e.g. {@code sale}
     * @param key what two commands must not have in common to share a set
     */
    public <C, R> GroupCommit<C, R> start(
        String name, Limits limits, Function<? super C, ?> key, Handler<C, R> handler) {
      return start(name, limits, key, new KeyOrder(), handler);
    }

    /**
     * Starts writers whose commands have keys in common with those of others.
     *
     * @param order shared with the others
     */
    public <C, R> GroupCommit<C, R> start(
        String name,
        Limits limits,
        Function<? super C, ?> key,
        KeyOrder order,
        Handler<C, R> handler) {
      GroupCommit<C, R> commit = new GroupCommit<>(name, limits, key, order, handler, this);
      for (int number = 1; number <= limits.writers(); number++) {
        commit.writers.add(
            Thread.ofPlatform().daemon().name(name + "-writer-" + number).start(commit::write));
      }
      Thread.ofPlatform().daemon().name(name + "-patience").start(commit::watchPatience);
      return commit;
    }
  }

  /**
   * Queues a command and waits until it is durably written or refused. Call it outside any
   * transaction. What the handler throws for the command alone is thrown here.
   *
   * @throws Overloaded when too many commands wait or the writers are gone; nothing was written
   * @throws OutcomeUnknown when the caller's patience is over; the command may still be written
   */
  public R submit(C command) {
    Waiting<C, R> waiting =
        new Waiting<>(command, key.apply(command), new CompletableFuture<>(), System.nanoTime());
    if (!isTaken(waiting)) {
      throw new Overloaded(name + ": " + queue.size() + " commands wait");
    }
    callers.add(waiting);
    try {
      return waiting.result().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw goneBeforeTheResult(waiting);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(name + ": the command failed", e);
    }
  }

  private boolean isTaken(Waiting<C, R> waiting) {
    order.enter(waiting.key(), waiting);
    boolean taken = open && queue.offer(waiting) && (open || !queue.remove(waiting));
    if (!taken) {
      order.leave(waiting.key(), waiting);
    }
    return taken;
  }

  /** A command that no writer has taken yet is withdrawn. */
  private RuntimeException goneBeforeTheResult(Waiting<C, R> waiting) {
    boolean withdrawn = queue.remove(waiting);
    if (withdrawn) {
      order.leave(waiting.key(), waiting);
    }
    return withdrawn
        ? new Overloaded(name + ": no writer took the command in " + limits.patience())
        : new OutcomeUnknown(name + ": no result in " + limits.patience());
  }

  private void watchPatience() {
    while ((open || !callers.isEmpty())
        && pause(limits.patience().dividedBy(LOOKS_WITHIN_PATIENCE))) {
      callers.removeIf(caller -> caller.result().isDone() || isGivenUp(caller));
    }
  }

  private boolean isGivenUp(Waiting<C, R> caller) {
    return caller.isLongerThan(limits.patience())
        && caller.result().completeExceptionally(goneBeforeTheResult(caller));
  }

  /** Turns new commands away, writes those that wait, and stops the writers. */
  @Override
  public void close() {
    open = false;
    for (Thread writer : writers) {
      try {
        writer.join(limits.patience());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void write() {
    List<Waiting<C, R>> waiting = new ArrayList<>();
    while (open || !queue.isEmpty() || !waiting.isEmpty()) {
      awaitWork(waiting);
      if (!waiting.isEmpty()) {
        writeInTurn(waiting);
      }
    }
  }

  /** Until something is there to be done, or soon enough to look whether it can be done now. */
  private void awaitWork(List<Waiting<C, R>> waiting) {
    try {
      if (waiting.isEmpty()) {
        Waiting<C, R> first = queue.poll(50, TimeUnit.MILLISECONDS);
        if (first != null) {
          waiting.add(first);
        }
      } else {
        Thread.sleep(Duration.ofMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      open = false;
    }
  }

  private void writeInTurn(List<Waiting<C, R>> waiting) {
    boolean inTurn = awaitTurn();
    try {
      List<Waiting<C, R>> set = nextSet(waiting);
      if (!set.isEmpty()) {
        try {
          commit(set);
        } finally {
          free(set);
        }
      }
    } finally {
      if (inTurn) {
        turn.release();
      }
    }
  }

  private boolean awaitTurn() {
    try {
      return turn.tryAcquire(TURN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      open = false;
      return false;
    }
  }

  /**
   * Takes what waits out of the queue, and of it what is first of its key; the others go on
   * waiting, however many they are, until their callers give up.
   */
  private List<Waiting<C, R>> nextSet(List<Waiting<C, R>> waiting) {
    queue.drainTo(waiting, limits.setLimitCommands());
    List<Waiting<C, R>> set = new ArrayList<>(Math.min(waiting.size(), limits.setLimitCommands()));
    List<Waiting<C, R>> later = new ArrayList<>();
    for (Waiting<C, R> one : waiting) {
      if (one.result().isDone()) {
        order.leave(one.key(), one);
      } else if (set.size() < limits.setLimitCommands() && order.isFirst(one.key(), one)) {
        set.add(one);
      } else {
        later.add(one);
      }
    }
    waiting.clear();
    waiting.addAll(later);
    return set;
  }

  private void free(List<Waiting<C, R>> set) {
    set.forEach(waiting -> order.leave(waiting.key(), waiting));
  }

  private void commit(List<Waiting<C, R>> set) {
    setSizes.record(set.size());
    try {
      answer(set, inTransaction(set));
    } catch (RuntimeException | Error e) {
      log.warn("{}: a set of {} failed and is tried one by one", name, set.size(), e);
      for (Waiting<C, R> waiting : set) {
        if (set.size() == 1 && !mayPass(e)) {
          waiting.result().completeExceptionally(e);
        } else {
          commitAlone(waiting);
        }
      }
    }
  }

  private void commitAlone(Waiting<C, R> waiting) {
    for (Iterator<Duration> pauses = PAUSES_BEFORE_NEW_TRIES.iterator(); ; ) {
      try {
        answer(List.of(waiting), inTransaction(List.of(waiting)));
        return;
      } catch (RuntimeException | Error e) {
        if (!mayPass(e) || !pauses.hasNext() || !pause(pauses.next())) {
          waiting.result().completeExceptionally(e);
          return;
        }
        log.warn("{}: a command failed alone and is tried again", name, e);
      }
    }
  }

  /**
   * A connection that was lost or a deadlock passes; a bug stays. A key that is there already may
   * be the command's own, written by a try whose connection was lost while it committed.
   */
  private static boolean mayPass(Throwable failure) {
    return failure instanceof TransactionException
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof RecoverableDataAccessException
        || failure instanceof TransientDataAccessException
        || failure instanceof DuplicateKeyException;
  }

  /** Says whether nobody interrupted it. */
  private static boolean pause(Duration duration) {
    try {
      Thread.sleep(duration);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whoever has an answer may come with the next command of the same key at once. */
  private void answer(List<Waiting<C, R>> set, List<R> results) {
    free(set);
    for (int i = 0; i < set.size(); i++) {
      set.get(i).result().complete(results.get(i));
    }
  }

  private List<R> inTransaction(List<Waiting<C, R>> set) {
    List<C> commands = set.stream().map(Waiting::command).toList();
    List<R> results = transaction.execute(status -> handler.commit(commands));
    if (results == null || results.size() != set.size()) {
      throw new IllegalStateException(name + ": not one result for each command");
    }
    return results;
  }
}
