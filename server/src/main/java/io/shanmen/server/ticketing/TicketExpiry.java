package io.shanmen.server.ticketing;

import io.shanmen.kernel.time.BusinessDay;
import io.shanmen.server.foundation.ParkProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends tickets whose last valid day has passed, so that lists for gates stay short. */
@Component
class TicketExpiry {

  private static final int LIMIT_TICKETS_PER_TRANSACTION = 1_000;

  private final TicketStore store;
  private final Tickets tickets;
  private final ParkProfile profile;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  TicketExpiry(
      TicketStore store,
      Tickets tickets,
      ParkProfile profile,
      InstantSource clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.tickets = tickets;
    this.profile = profile;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Scheduled(
      initialDelayString = "${shanmen.ticketing.expiry-pause:10m}",
      fixedDelayString = "${shanmen.ticketing.expiry-pause:10m}")
  void expire() {
    Instant now = clock.instant();
    profile.find().ifPresent(park -> expireBefore(park.dayOf(now)));
  }

  /** Ends all tickets whose last day is before the given one; returns how many. */
  int expireBefore(BusinessDay today) {
    int all = 0;
    int ended;
    do {
      ended = expireSome(today);
      all += ended;
    } while (ended == LIMIT_TICKETS_PER_TRANSACTION);
    return all;
  }

  private int expireSome(BusinessDay today) {
    Set<Long> expired =
        transaction.execute(
            status ->
                tickets.changed(
                    store.expire(today.date(), LIMIT_TICKETS_PER_TRANSACTION),
                    TicketEvents.Kind.EXPIRED,
                    By.server(clock.instant()),
                    Map.of()));
    return expired.size();
  }
}
