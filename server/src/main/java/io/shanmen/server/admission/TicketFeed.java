package io.shanmen.server.admission;

import io.shanmen.kernel.ticketcode.ClaimsCodec;
import io.shanmen.server.admission.feed.FeedItem;
import io.shanmen.server.admission.feed.FeedNews;
import io.shanmen.server.admission.feed.FeedNews.News;
import io.shanmen.server.admission.passage.TicketSpan;
import io.shanmen.server.ticketing.TicketFacts;
import io.shanmen.server.ticketing.TicketsChanged;
import io.shanmen.server.ticketing.TicketsIssued;
import java.util.Base64;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the gates of tickets within the very transaction that sells or changes them: a ticket that
 * is refunded is news from the moment of the refund's commit.
 */
@Component
class TicketFeed {

  private final FeedNews news;

  TicketFeed(FeedNews news) {
    this.news = news;
  }

  @EventListener
  void on(TicketsIssued issued) {
    news.append(issued.tickets().stream().map(TicketFeed::ticket).toList());
  }

  /** A new code differs from the old one in its version only, so the claims stay as told. */
  @EventListener
  void on(TicketsChanged changed) {
    news.append(
        changed.tickets().stream()
            .map(facts -> new News(state(facts), TicketSpan.keepUntil(facts)))
            .toList());
  }

  private static News ticket(TicketFacts facts) {
    return new News(
        new FeedItem.Ticket(
            facts.ticketNo(),
            facts.claims().ticket().version(),
            facts.state().name(),
            Base64.getEncoder().encodeToString(ClaimsCodec.encode(facts.claims()))),
        TicketSpan.keepUntil(facts));
  }

  private static FeedItem state(TicketFacts facts) {
    return new FeedItem.TicketState(
        facts.ticketNo(), facts.claims().ticket().version(), facts.state().name());
  }
}
