package io.shanmen.server.admission.feed;

import io.shanmen.server.admission.feed.FeedNews.News;
import io.shanmen.server.foundation.ParkProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells the gates what has changed of the things that {@link FeedSource}s give. */
@Component
public class FeedRefresh {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ParkProfile profile;
  private final FeedNews news;
  private final List<FeedSource> sources;

  FeedRefresh(
      JdbcClient jdbc,
      JsonMapper json,
      ParkProfile profile,
      FeedNews news,
      List<FeedSource> sources) {
    this.jdbc = jdbc;
    this.json = json;
    this.profile = profile;
    this.news = news;
    this.sources = sources;
  }

  /** Compares and tells what differs; says how many items that were. */
  @Transactional
  public int refresh() {
    if (profile.find().isEmpty()) {
      return 0;
    }
    Map<String, JsonNode> told = told();
    List<News> changed = new ArrayList<>();
    for (FeedSource source : sources) {
      for (FeedItem item : source.items()) {
        JsonNode now = json.readTree(json.writeValueAsString(item));
        if (!now.equals(told.get(item.kind() + "/" + item.key()))) {
          changed.add(News.lasting(item));
        }
      }
    }
    news.append(changed);
    return changed.size();
  }

  /**
   * What gates were told last, news that waits to be chained included, without seq, kind and at.
   */
  private Map<String, JsonNode> told() {
    Map<String, JsonNode> told = new HashMap<>();
    jdbc.sql(
            """
            SELECT rank, key, body, seq AS position FROM admission.feed_known WHERE rank < :tickets
            UNION ALL
            SELECT rank, key, body, 9000000000000000000 + news_id
            FROM admission.feed_news WHERE rank < :tickets
            ORDER BY position
            """)
        .param("tickets", FeedItem.KINDS.indexOf("TICKET"))
        .query(
            row -> {
              ObjectNode body = (ObjectNode) json.readTree(row.getString("body"));
              body.remove(List.of("seq", "kind", "at"));
              told.put(FeedItem.KINDS.get(row.getInt("rank")) + "/" + row.getString("key"), body);
            });
    return told;
  }
}
