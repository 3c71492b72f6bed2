package io.shanmen.server.foundation;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Commits the commands of many requests together: they queue, and a writer takes all that wait and
 * writes them with set-based statements in one transaction. With one command waiting it commits
 * one, so that a quiet hour is not slower; with many waiting the cost of a commit, and of a hot
 * row, is shared.
 *
 * <p>Two commands with the same key never share a set: the later one waits for the next, so that a
 * handler may rely on distinct keys. A set that fails unexpectedly is tried again one by one, so
 * that one bad command fails alone; the failure reaches the caller whose command it was.
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
   * @param writers threads, each with one connection at a time
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

  private record Waiting<C, R>(C command, Object key, CompletableFuture<R> result) {}

  private final String name;
  private final Limits limits;
  private final Function<? super C, ?> key;
  private final Handler<C, R> handler;
  private final TransactionTemplate transaction;
  private final DistributionSummary setSizes;
  private final BlockingQueue<Waiting<C, R>> queue;
  private final List<Thread> writers = new ArrayList<>();

  /** Keys that a writer holds at the moment; guarded by itself. */
  private final Set<Object> busyKeys = new HashSet<>();

  private volatile boolean open = true;

  private GroupCommit(
      String name,
      Limits limits,
      Function<? super C, ?> key,
      Handler<C, R> handler,
      Ground ground) {
    this.name = name;
    this.limits = limits;
    this.key = key;
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
      GroupCommit<C, R> commit = new GroupCommit<>(name, limits, key, handler, this);
      for (int number = 1; number <= limits.writers(); number++) {
        commit.writers.add(
            Thread.ofPlatform().daemon().name(name + "-writer-" + number).start(commit::write));
      }
      return commit;
    }
  }

  /**
   * Queues a command and waits until it is durably written or refused. Call it outside any
   * transaction.
   *
   * @throws Overloaded when too many commands wait; nothing was written
   */
  public R submit(C command) {
    Waiting<C, R> waiting = new Waiting<>(command, key.apply(command), new CompletableFuture<>());
    if (!open || !queue.offer(waiting)) {
      throw new Overloaded(name + ": " + queue.size() + " commands wait");
    }
    try {
      return waiting.result().get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(name + ": no result in " + limits.patience(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + ": interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + ": the command failed", e.getCause());
    }
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
    List<Waiting<C, R>> deferred = new ArrayList<>();
    while (open || !queue.isEmpty() || !deferred.isEmpty()) {
      List<Waiting<C, R>> set = nextSet(deferred);
      if (!set.isEmpty()) {
        try {
          commit(set);
        } finally {
          free(set);
        }
      }
    }
  }

  /** Takes what waits; commands whose key is busy go to {@code deferred} for the next time. */
  private List<Waiting<C, R>> nextSet(List<Waiting<C, R>> deferred) {
    List<Waiting<C, R>> candidates = new ArrayList<>(deferred);
    deferred.clear();
    try {
      if (candidates.isEmpty()) {
        Waiting<C, R> first = queue.poll(50, TimeUnit.MILLISECONDS);
        if (first != null) {
          candidates.add(first);
        }
      } else {
        Thread.sleep(Duration.ofMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      open = false;
    }
    queue.drainTo(candidates, Math.max(0, limits.setLimitCommands() - candidates.size()));
    List<Waiting<C, R>> set = new ArrayList<>(candidates.size());
    synchronized (busyKeys) {
      Set<Object> passedOver = new HashSet<>();
      for (Waiting<C, R> waiting : candidates) {
        // An earlier command with the same key that has to wait makes this one wait behind it.
        if (!passedOver.contains(waiting.key()) && busyKeys.add(waiting.key())) {
          set.add(waiting);
        } else {
          passedOver.add(waiting.key());
          deferred.add(waiting);
        }
      }
    }
    return set;
  }

  private void free(List<Waiting<C, R>> set) {
    synchronized (busyKeys) {
      set.forEach(waiting -> busyKeys.remove(waiting.key()));
    }
  }

  private void commit(List<Waiting<C, R>> set) {
    setSizes.record(set.size());
    try {
      List<R> results = inTransaction(set);
      for (int i = 0; i < set.size(); i++) {
        set.get(i).result().complete(results.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (set.size() == 1) {
        set.getFirst().result().completeExceptionally(e);
        return;
      }
      log.warn("{}: a set of {} failed and is tried one by one", name, set.size(), e);
      set.forEach(waiting -> commit(List.of(waiting)));
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
