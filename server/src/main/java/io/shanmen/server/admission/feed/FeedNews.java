package io.shanmen.server.admission.feed;

import java.sql.Date;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes news for the gates within the transaction that makes it true, a set in one statement. */
@Component
public class FeedNews {

  /**
   * One piece of news.
   *
   * @param item what gates are told
   * @param keepUntil the last day on which a gate that starts anew must know it; null for ever
   */
  public record News(FeedItem item, @Nullable LocalDate keepUntil) {
    public static News lasting(FeedItem item) {
      return new News(item, null);
    }
  }

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final InstantSource clock;
  private final FeedChainer chainer;

  FeedNews(JdbcClient jdbc, JsonMapper json, InstantSource clock, FeedChainer chainer) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.chainer = chainer;
  }

  /** Appends news in the order given; it reaches the gates after the caller's commit. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(List<News> news) {
    if (news.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<Integer> ranks = new ArrayList<>(news.size());
    List<String> keys = new ArrayList<>(news.size());
    List<@Nullable Date> keepUntils = new ArrayList<>(news.size());
    List<Boolean> kept = new ArrayList<>(news.size());
    List<String> bodies = new ArrayList<>(news.size());
    for (News piece : news) {
      FeedItem item = piece.item();
      ranks.add(FeedItem.KINDS.indexOf(item.kind()));
      keys.add(item.key());
      keepUntils.add(piece.keepUntil() == null ? null : Date.valueOf(piece.keepUntil()));
      kept.add(item.kept());
      bodies.add(body(item, now));
    }
    jdbc.sql(
            """
            INSERT INTO admission.feed_news (rank, key, keep_until, kept, body)
            SELECT n.rank, n.key, n.keep_until, n.kept, n.body
            FROM unnest(?::int[], ?::text[], ?::date[], ?::boolean[], ?::text[])
              WITH ORDINALITY AS n (rank, key, keep_until, kept, body, position)
            ORDER BY n.position
            """)
        .params(
            ranks.toArray(Integer[]::new),
            keys.toArray(String[]::new),
            keepUntils.toArray(Date[]::new),
            kept.toArray(Boolean[]::new),
            bodies.toArray(String[]::new))
        .update();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            chainer.wake();
          }
        });
  }

  /** The item's JSON without its number, which the chainer puts in front. */
  private String body(FeedItem item, Instant at) {
    ObjectNode node = json.createObjectNode();
    node.put("kind", item.kind());
    node.set("at", json.valueToTree(at));
    node.setAll((ObjectNode) json.valueToTree(item));
    return json.writeValueAsString(node);
  }
}
