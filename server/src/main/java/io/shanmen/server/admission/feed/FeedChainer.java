package io.shanmen.server.admission.feed;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the news of all transactions into one order without gaps. Numbers drawn by many
 * transactions would become visible out of order, and a gate that had read up to 7 would miss a 6
 * that commits later. So only this one thread numbers, and always after the news was committed.
 */
@Component
class FeedChainer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(FeedChainer.class);

  /** At most so much is chained in one transaction. */
  private static final int SET_LIMIT_NEWS = 2_000;

  /** Without being woken it looks so often: news of a server that died before its chainer ran. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /**
   * Gates ask every second. In a rush news comes with every commit; gathered, it costs few commits
   * of its own.
   */
  private static final Duration GATHER_FOR = Duration.ofMillis(50);

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final Semaphore news = new Semaphore(1);
  private volatile boolean running;
  private volatile Thread thread = Thread.currentThread();

  FeedChainer(JdbcClient jdbc, InstantSource clock, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Says that there is news. */
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /** Chains all news that is committed by now. */
  void chainAll() {
    while (chainSet() == SET_LIMIT_NEWS) {
      // There may be more.
    }
  }

  /** Chains one set and says how much it was. */
  private int chainSet() {
    Integer chained = transaction.execute(status -> chain());
    return chained == null ? 0 : chained;
  }

  private int chain() {
    if (!anyNews()) {
      return 0;
    }
    // The row's lock keeps a second chainer out, should two servers ever share the database.
    jdbc.sql(
            """
            INSERT INTO admission.feed_head (epoch, seq, oldest) VALUES (?, 0, 1)
            ON CONFLICT (only_one) DO UPDATE SET seq = feed_head.seq
            """)
        .param(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE))
        .update();
    return jdbc.sql(
            """
            WITH taken AS (
              DELETE FROM admission.feed_news
              WHERE news_id <= (
                SELECT max(news_id)
                FROM (SELECT news_id FROM admission.feed_news ORDER BY news_id LIMIT ?) AS oldest)
              RETURNING feed_news.*
            ), numbered AS (
              SELECT h.seq + row_number() OVER (ORDER BY t.news_id) AS seq,
                     t.rank, t.key, t.keep_until, t.kept, t.body
              FROM taken t, admission.feed_head h
            ), chained AS (
              INSERT INTO admission.feed (seq, body, chained_at)
              SELECT seq, '{"seq":' || seq || ',' || substr(body, 2), ?::timestamptz FROM numbered
            ), last_word AS (
              SELECT DISTINCT ON (rank, key) rank, key, seq, keep_until, body
              FROM numbered WHERE kept ORDER BY rank, key, seq DESC
            ), known AS (
              INSERT INTO admission.feed_known (rank, key, seq, keep_until, body)
              SELECT rank, key, seq, keep_until, '{"seq":' || seq || ',' || substr(body, 2)
              FROM last_word
              ON CONFLICT (rank, key) DO UPDATE
              SET seq = excluded.seq, keep_until = excluded.keep_until, body = excluded.body
            ), head AS (
              UPDATE admission.feed_head SET seq = seq + (SELECT count(*) FROM numbered)
            )
            SELECT count(*) FROM numbered
            """)
        .params(SET_LIMIT_NEWS, Timestamp.from(clock.instant()))
        .query(Integer.class)
        .single();
  }

  private boolean anyNews() {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM admission.feed_news)")
        .query(Boolean.class)
        .single();
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("feed-chainer").start(this::run);
  }

  private void run() {
    while (running) {
      try {
        boolean woken = news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        log.trace("chaining, woken: {}", woken);
        chainAll();
        Thread.sleep(GATHER_FOR);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        // Nothing is lost: the news stays where it is, mostly until the database is back.
        log.warn("the feed's news could not be chained; trying again", e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
