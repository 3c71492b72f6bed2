package io.shanmen.server.admission.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What gates read: a snapshot to begin with, then everything that follows it, without gaps. */
@Component
public class Feed {

  /** The most items on one page. */
  public static final int PAGE_LIMIT_ITEMS = 2_000;

  /** A gate that was away for longer starts anew. */
  static final Duration KEPT_FOR = Duration.ofDays(30);

  /**
   * A page.
   *
   * @param reset whether it begins a fresh list
   * @param items each as its JSON text
   * @param cursor where the next page begins
   * @param more whether the next page is there already
   * @param asOf the moment of which the list is complete when {@code more} is false
   */
  public record Page(
      boolean reset, List<String> items, FeedCursor cursor, boolean more, Instant asOf) {}

  private record Head(int epoch, long seq, long oldest) {}

  private record Row(int rank, String key, long seq, String body) {}

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Feed(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The page that begins at a cursor.
   *
   * @param cursor where the last page ended; null at first start
   */
  @Transactional(readOnly = true)
  public Page page(@Nullable FeedCursor cursor, int limit) {
    Instant asOf = clock.instant();
    Head head = head();
    return switch (cursor) {
      case null -> snapshot(FeedCursor.Snapshot.start(head.epoch(), head.seq()), true, limit, asOf);
      case FeedCursor.Snapshot at when at.epoch() == head.epoch() ->
          snapshot(at, false, limit, asOf);
      case FeedCursor.Delta at when isKept(at, head) -> deltas(at, head, limit, asOf);
      case FeedCursor.Snapshot _, FeedCursor.Delta _ -> page(null, limit);
    };
  }

  /** Whether there is something beyond the cursor. */
  public boolean hasNews(@Nullable FeedCursor cursor) {
    Head head = head();
    return switch (cursor) {
      case null -> true;
      case FeedCursor.Snapshot _ -> true;
      case FeedCursor.Delta at -> at.epoch() != head.epoch() || at.seq() != head.seq();
    };
  }

  /** Forgets what no gate needs any more: old deltas, and things whose last day has passed. */
  @Transactional
  public void prune(LocalDate today) {
    jdbc.sql("DELETE FROM admission.feed_known WHERE keep_until < ?").param(today).update();
    jdbc.sql(
            """
            WITH gone AS (
              DELETE FROM admission.feed WHERE chained_at < ?::timestamptz RETURNING seq
            )
            UPDATE admission.feed_head SET oldest = (SELECT max(seq) + 1 FROM gone)
            WHERE EXISTS (SELECT 1 FROM gone)
            """)
        .param(Timestamp.from(clock.instant().minus(KEPT_FOR)))
        .update();
  }

  private static boolean isKept(FeedCursor.Delta at, Head head) {
    return at.epoch() == head.epoch() && at.seq() <= head.seq() && at.seq() + 1 >= head.oldest();
  }

  private Head head() {
    Optional<Head> head =
        jdbc.sql("SELECT epoch, seq, oldest FROM admission.feed_head").query(Head.class).optional();
    return head.orElse(new Head(0, 0, 1));
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getInt("rank"), row.getString("key"), row.getLong("seq"), row.getString("body"));
  }

  private Page snapshot(FeedCursor.Snapshot at, boolean reset, int limit, Instant asOf) {
    List<Row> rows =
        jdbc.sql(
                """
                SELECT rank, key, seq, body FROM admission.feed_known
                WHERE (rank, key) > (?, ?) ORDER BY rank, key LIMIT ?
                """)
            .params(at.rank(), at.key(), limit)
            .query(Feed::row)
            .list();
    FeedCursor next = FeedCursor.delta(at.epoch(), at.seq());
    if (rows.size() == limit) {
      Row last = rows.getLast();
      next = new FeedCursor.Snapshot(at.epoch(), at.seq(), last.rank(), last.key());
    }
    // More is always true here: after the last page come the deltas since the snapshot began.
    return new Page(reset, rows.stream().map(Row::body).toList(), next, true, asOf);
  }

  private Page deltas(FeedCursor.Delta at, Head head, int limit, Instant asOf) {
    List<Row> rows =
        jdbc.sql(
                """
                SELECT 0 AS rank, '' AS key, seq, body FROM admission.feed
                WHERE seq > ? ORDER BY seq LIMIT ?
                """)
            .params(at.seq(), limit)
            .query(Feed::row)
            .list();
    long reached = rows.isEmpty() ? at.seq() : rows.getLast().seq();
    return new Page(
        false,
        rows.stream().map(Row::body).toList(),
        FeedCursor.delta(head.epoch(), reached),
        reached < head.seq(),
        asOf);
  }
}
