package io.shanmen.server.admission.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.shanmen.server.admission.feed.FeedNews.News;
import io.shanmen.server.foundation.ParkIT;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gates are told everything, once, in an order without gaps. */
@ParkIT
class FeedIT {

  private static final Set<String> OF_THE_PARK =
      Set.of("KEY", "SETTINGS", "PARK", "CHECKPOINT", "GATE", "PRODUCT");

  @Autowired Feed feed;
  @Autowired FeedNews news;
  @Autowired FeedChainer chainer;
  @Autowired JsonMapper json;
  @Autowired PlatformTransactionManager transactions;

  /** A gate's loop: everything from a cursor on, until there is no more. */
  private List<JsonNode> readOn(Reader reader, int limit) {
    List<JsonNode> items = new ArrayList<>();
    Feed.Page page;
    do {
      page = feed.page(reader.cursor, limit);
      if (page.reset()) {
        items.clear();
        reader.resets++;
      }
      page.items().forEach(item -> items.add(json.readTree(item)));
      reader.cursor = page.cursor();
    } while (page.more());
    return items;
  }

  /** What a test told, without what the server tells of keys and settings by itself. */
  private static List<JsonNode> told(List<JsonNode> items) {
    return items.stream().filter(item -> !OF_THE_PARK.contains(kind(item))).toList();
  }

  private static String kind(JsonNode item) {
    return item.get("kind").asString();
  }

  private static final class Reader {
    @Nullable FeedCursor cursor;
    int resets;
  }

  private void tell(FeedItem... items) {
    tell(List.of(items));
  }

  private void tell(List<FeedItem> items) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> news.append(items.stream().map(News::lasting).toList()));
  }

  private static FeedItem ticket(long no) {
    return new FeedItem.Ticket(no, 1, "ISSUED", "AQ==");
  }

  private static FeedItem state(long no, String state) {
    return new FeedItem.TicketState(no, 1, state);
  }

  @Test
  void aGateThatStartsIsToldTheLastWordAboutEachThing() {
    tell(ticket(1), ticket(2), state(1, "LOCKED"));
    tell(state(1, "ISSUED"));
    chainer.chainAll();

    List<JsonNode> items = told(readOn(new Reader(), 1));

    assertThat(items.stream().map(item -> kind(item)))
        .containsExactly("TICKET", "TICKET", "TICKET_STATE");
    assertThat(items.getLast().get("state").asString()).isEqualTo("ISSUED");
    assertThat(items.getLast().get("at").asString()).isEqualTo("2026-10-01T02:00:00Z");
  }

  @Test
  void aGateThatKnowsEverythingIsToldWhatFollowsAndNothingElse() {
    tell(ticket(1));
    chainer.chainAll();
    Reader reader = new Reader();
    readOn(reader, 100);
    assertThat(feed.hasNews(reader.cursor)).isFalse();

    tell(ticket(2), state(1, "LOCKED"));
    chainer.chainAll();

    assertThat(feed.hasNews(reader.cursor)).isTrue();
    assertThat(told(readOn(reader, 1)).stream().map(FeedIT::kind))
        .containsExactly("TICKET", "TICKET_STATE");
    assertThat(told(readOn(reader, 1))).isEmpty();
    assertThat(reader.resets).isEqualTo(1);
  }

  @Test
  void whatIsSoldWhileASnapshotIsReadIsNotMissed() {
    for (long no = 1; no <= 20; no++) {
      tell(ticket(no));
    }
    chainer.chainAll();
    Feed.Page first = feed.page(null, 5);
    tell(state(2, "LOCKED"), ticket(21));
    chainer.chainAll();

    Reader reader = new Reader();
    reader.cursor = first.cursor();
    List<JsonNode> rest = told(readOn(reader, 5));

    assertThat(rest.stream().map(item -> kind(item) + item.get("ticketNo").asLong()))
        .contains("TICKET_STATE2", "TICKET21");
    assertThat(feed.hasNews(reader.cursor)).isFalse();
  }

  @Test
  void anOrderToOpenIsNotRepeatedToAGateThatStartsLater() {
    tell(
        new FeedItem.OpenOrder(
            UUID.randomUUID(), UUID.randomUUID(), 1, "婴儿车", "王检票", Instant.EPOCH));
    chainer.chainAll();

    assertThat(told(readOn(new Reader(), 10))).isEmpty();
  }

  @Test
  void aCursorOfAnotherEpochStartsANewSnapshot() {
    tell(ticket(1));
    chainer.chainAll();
    Reader reader = new Reader();
    reader.cursor = FeedCursor.delta(1, 0);

    assertThat(told(readOn(reader, 10))).hasSize(1);
    assertThat(reader.resets).isEqualTo(1);
  }

  @Test
  void whatNobodyNeedsAnyMoreIsForgotten() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status ->
                news.append(
                    List.of(
                        new News(ticket(1), LocalDate.of(2026, 9, 30)),
                        new News(ticket(2), LocalDate.of(2026, 10, 1)))));
    chainer.chainAll();

    feed.prune(LocalDate.of(2026, 10, 1));

    assertThat(told(readOn(new Reader(), 10))).hasSize(1);
  }

  @Test
  void readersMissNothingWhileManyWriteAtOnce() throws Exception {
    int writers = 8;
    int transactionsEach = 60;
    List<Future<?>> writing = new ArrayList<>();
    List<Long> seen = new ArrayList<>();
    Set<Long> numbers = new HashSet<>();
    tell(ticket(1));
    chainer.chainAll();
    Reader reader = new Reader();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < writers; writer++) {
        long base = 1_000L * (writer + 1);
        writing.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < transactionsEach; i++) {
                    long no = base + i;
                    new TransactionTemplate(transactions)
                        .executeWithoutResult(
                            status -> {
                              news.append(List.of(News.lasting(ticket(no))));
                              // A slow commit: its number is drawn long before it can be seen.
                              pauseAtRandom();
                            });
                  }
                }));
      }
      // What is written while the snapshot is read may come with it or after it.
      collectTickets(readOn(reader, 7), numbers);
      boolean over;
      do {
        over = writing.stream().allMatch(Future::isDone);
        if (over) {
          chainer.chainAll();
        }
        List<JsonNode> items = readOn(reader, 7);
        collectTickets(items, numbers);
        items.forEach(item -> seen.add(item.get("seq").asLong()));
      } while (!over);
    }
    for (Future<?> writer : writing) {
      writer.get();
    }
    assertThat(numbers).hasSize(1 + writers * transactionsEach).contains(1L);
    assertThat(reader.resets).isEqualTo(1);
    for (int i = 1; i < seen.size(); i++) {
      assertThat(seen.get(i)).isEqualTo(seen.get(i - 1) + 1);
    }
  }

  private static void collectTickets(List<JsonNode> items, Set<Long> numbers) {
    items.stream()
        .filter(item -> kind(item).equals("TICKET"))
        .forEach(item -> numbers.add(item.get("ticketNo").asLong()));
  }

  private static void pauseAtRandom() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(4));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
